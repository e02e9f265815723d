package io.trialog.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as people read them. */
final class DurationText {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private DurationText() {}

    /** The two largest units: {@code 0.4 s}, {@code 34 s}, {@code 1 min 2 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    static String of(Duration duration) {
        Duration span = duration.isNegative() ? Duration.ZERO : duration;
        if (span.compareTo(SHORT) < 0) {
            return BigDecimal.valueOf(span.toMillis(), 3).setScale(1, RoundingMode.HALF_UP) + " s";
        }
        long seconds = span.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = seconds / 60;
        return minutes < 24 * 60
                ? pair(minutes / 60, "h", minutes % 60, "min")
                : pair(minutes / (24 * 60), "d", minutes / 60 % 24, "h");
    }

    /** Like a stopwatch, of nearly constant width: {@code 0:34}, {@code 12:05}, {@code 3:12:05}. */
    static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        String minutesAndSeconds = String.format("%02d:%02d", seconds / 60 % 60, seconds % 60);
        if (seconds >= 3600) {
            return seconds / 3600 + ":" + minutesAndSeconds;
        }
        return minutesAndSeconds.startsWith("0") ? minutesAndSeconds.substring(1) : minutesAndSeconds;
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
