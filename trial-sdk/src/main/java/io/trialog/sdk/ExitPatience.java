package io.trialog.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the end of the program waits for deliveries. For any thread. */
final class ExitPatience {

    private final ReporterLimits limits;

    /** When the program began to end; {@code null} while it does not. */
    private volatile @Nullable Long sinceNanos;
    /** Until when, in the terms of {@code System.nanoTime}, a server is borne with that answered 429. */
    private volatile long busyUntilNanos = System.nanoTime();

    ExitPatience(ReporterLimits limits) {
        this.limits = limits;
    }

    void begin() {
        sinceNanos = System.nanoTime();
    }

    void end() {
        sinceNanos = null;
    }

    boolean isTried() {
        return sinceNanos != null;
    }

    /** Bears with a busy server until the delivery after the pause that it asked for, and as long as usual after that. */
    void bearWithBusyServer(Duration asked) {
        busyUntilNanos = System.nanoTime() + asked.plus(limits.exit()).toNanos();
    }

    /** Until the end of the program must go on; practically for ever while it does not end. */
    long nanosLeft() {
        Long since = sinceNanos;
        if (since == null) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        long forBusyServer =
                Math.min(busyUntilNanos - now, limits.exitWhileBusy().toNanos() - (now - since));
        return Math.max(limits.exit().toNanos() - (now - since), forBusyServer);
    }
}
