package io.trialog.launch;

import java.time.Duration;

/** Durations as the configuration writes them. */
final class Durations {

    private Durations() {}

    /** In whole seconds, rounded up. */
    static String text(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds() + "s";
    }
}
