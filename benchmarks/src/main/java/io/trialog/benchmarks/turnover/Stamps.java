package io.trialog.benchmarks.turnover;

import io.trialog.benchmarks.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When the process of a trial did its first and its last act, to the microsecond, by its own account. The shell has started
 * when it looks at the clock first, and has yet to end when it does so last: what lies between two trials is a little longer
 * by this than by the kernel's account.
 */
record Stamps(Instant first, Instant last) {

    /** Reads what a trial printed. */
    static Stamps read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw new IllegalStateException(
                    file + ": " + lines + " (expected: two times, as bash 5 and newer tell them)");
        }
        return new Stamps(instant(lines.get(0)), instant(lines.get(1)));
    }

    /** The times from the last act of one to the first act of the next. */
    static Latencies between(List<Stamps> inOrder) {
        Latencies between = new Latencies();
        for (int i = 1; i < inOrder.size(); i++) {
            between.add(Duration.between(inOrder.get(i - 1).last, inOrder.get(i).first)
                    .toNanos());
        }
        return between;
    }

    /** Seconds with six digits after the point, or whatever else the locale has there. */
    private static Instant instant(String seconds) {
        return Instant.EPOCH.plus(Long.parseLong(seconds.replaceAll("[.,]", "")), ChronoUnit.MICROS);
    }
}
