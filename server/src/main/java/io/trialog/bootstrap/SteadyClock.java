package io.trialog.bootstrap;

import io.trialog.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The system's time, but never earlier than a time that was given before: the log stays in order when the system's clock is
 * set back. Until that has caught up, this one goes at half its speed, so that nothing takes no time at all. Any thread.
 */
final class SteadyClock implements Clock {

    private final Clock system;
    private final LongSupplier nanos;
    private Instant last = Instant.EPOCH;
    private long lastNanos;

    /**
     * Follows a clock.
     *
     * @param system may be set at any time
     * @param nanos never goes back and is never set
     */
    SteadyClock(Clock system, LongSupplier nanos) {
        this.system = system;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant now() {
        long nanosNow = nanos.getAsLong();
        Instant systemNow = system.now();
        Instant atHalfSpeed =
                last.plus(Duration.ofNanos(Math.max(0, nanosNow - lastNanos)).dividedBy(2));
        last = systemNow.isBefore(atHalfSpeed) ? atHalfSpeed : systemNow;
        lastNanos = nanosNow;
        return last;
    }

    /** Something is recorded at this time: gives no earlier one from now on. */
    synchronized void startFrom(Instant recorded) {
        if (recorded.isAfter(last)) {
            last = recorded;
            lastNanos = nanos.getAsLong();
        }
    }
}
