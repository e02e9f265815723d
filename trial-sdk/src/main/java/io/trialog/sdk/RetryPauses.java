package io.trialog.sdk;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When to try Kafka again: after 5 s, and each time twice as long, up to a minute. Used by one thread at a time. */
final class RetryPauses {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private Duration next = SHORTEST;
    private long untilNanos;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    RetryPauses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.untilNanos = nanoTime.getAsLong();
    }

    void begin() {
        untilNanos = nanoTime.getAsLong() + next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    boolean areOver() {
        return nanoTime.getAsLong() - untilNanos >= 0;
    }

    /** Begins with short ones again. */
    void shorten() {
        next = SHORTEST;
    }
}
