package io.trialog.bootstrap;

import io.trialog.port.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When snapshots are taken: after so many events, or so much time with at least one; one at a time; and never more than a
 * twentieth of the time, however large the state is. Asked by one thread, told of the end by another.
 */
final class SnapshotSchedule {

    private static final int REST = 20;

    private final long events;
    private final Duration period;
    private final Clock clock;
    private long position;
    private Instant begun;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean isWriting;

    /**
     * Nothing is taken yet.
     *
     * @param events after how many events
     * @param period after which time, when anything happened
     * @param position what the newest snapshot knows
     */
    SnapshotSchedule(long events, Duration period, Clock clock, long position) {
        this.events = events;
        this.period = period;
        this.clock = clock;
        this.position = position;
        this.begun = clock.now();
    }

    /** Whether there is anything that the newest snapshot does not know. */
    boolean isBehind(long now) {
        return now > position;
    }

    boolean isDue(long now) {
        if (!isBehind(now) || isWriting) {
            return false;
        }
        Instant time = clock.now();
        return !time.isBefore(notBefore) && (now - position >= events || !time.isBefore(begun.plus(period)));
    }

    /** One is taken now. */
    void begin(long now) {
        isWriting = true;
        position = now;
        begun = clock.now();
    }

    /** It is written, or could not be; called by whoever writes. */
    void end(Duration took) {
        notBefore = clock.now().plus(took.multipliedBy(REST));
        isWriting = false;
    }
}
