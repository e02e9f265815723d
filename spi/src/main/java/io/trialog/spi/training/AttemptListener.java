package io.trialog.spi.training;

import java.time.Instant;

/**
 * Where a training service tells what became of the attempts. Implemented by the server; any thread may call it, and it
 * returns at once. Telling something twice is harmless.
 */
public interface AttemptListener {

    /**
     * The command runs.
     *
     * @param startedAt when it started, long ago perhaps when it was found again
     */
    void started(AttemptKey key, Instant startedAt);

    /** The attempt is over, and its process tree is gone. */
    void ended(AttemptKey key, AttemptOutcome outcome);
}
