package io.trialog.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an attempt may be silent.
 *
 * @param duration at most {@link #LONGEST}: whoever grants more gets more heartbeats than needed
 */
record Lease(Duration duration) {

    static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    /** The lease that the environment names; {@code null} for anything but a positive, finite number. */
    static @Nullable Lease ofSeconds(String text) {
        try {
            return ofSeconds(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** A lease of that many seconds; {@code null} unless that is positive and finite. */
    static @Nullable Lease ofSeconds(double seconds) {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            return null;
        }
        long millis = (long) Math.ceil(Math.min(1000 * seconds, (double) LONGEST.toMillis()));
        return new Lease(Duration.ofMillis(millis));
    }

    /** How long after a sign of life the next one is due, so that two may fail. */
    Duration heartbeatPause() {
        Duration third = duration.dividedBy(3);
        return third.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : third;
    }
}
