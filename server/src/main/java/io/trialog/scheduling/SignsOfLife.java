package io.trialog.scheduling;

import io.trialog.spi.training.AttemptKey;
import java.time.Duration;

/** Is told when attempts are heard of. Any thread; returns at once. */
public interface SignsOfLife {

    /**
     * An attempt sent a heartbeat: it has a lease from now on.
     *
     * @return how long it may be silent now
     */
    Duration heartbeat(AttemptKey key);

    /** An attempt sent reports: that renews its lease, if it has one. */
    void reported(AttemptKey key);

    /** Whether an attempt is under way, as far as anybody knows, or given up for lost, which a sign of life undoes. */
    boolean isUnderWay(AttemptKey key);
}
