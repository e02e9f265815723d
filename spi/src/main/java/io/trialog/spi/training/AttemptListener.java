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

    /**
     * The attempt has to wait for something before its command can run. People are told of it; to be told again when the
     * reason has changed, and over when the attempt has started or ended.
     *
     * @param reason what it waits for, for people, fit to follow "waits for": {@code a GPU: GPU 0 has trials (1)}
     */
    default void waiting(AttemptKey key, String reason) {}

    /** The attempt is over, and its process tree is gone. */
    void ended(AttemptKey key, AttemptOutcome outcome);
}
