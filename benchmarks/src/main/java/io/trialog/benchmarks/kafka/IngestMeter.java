package io.trialog.benchmarks.kafka;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts reports in the process that takes them, and measures from the second half of them on: before that, code is compiled.
 * Any thread.
 */
final class IngestMeter {

    private static final Pattern LINE = Pattern.compile("ingested (\\d+) (\\S+) (\\S+)");

    /**
     * What was measured.
     *
     * @param reports how many in this time
     */
    record Ingest(long reports, double seconds, double cpuSeconds) {

        double reportsPerSecond() {
            return reports / seconds;
        }

        double cpuMicrosPerReport() {
            return 1e6 * cpuSeconds / reports;
        }

        /** The measurement in a line of a process's output, if it holds one. */
        static Optional<Ingest> parse(String line) {
            Matcher matcher = LINE.matcher(line);
            return matcher.matches()
                    ? Optional.of(new Ingest(
                            Long.parseLong(matcher.group(1)),
                            Double.parseDouble(matcher.group(2)),
                            Double.parseDouble(matcher.group(3))))
                    : Optional.empty();
        }

        String line() {
            return String.format(Locale.ROOT, "ingested %d %.6f %.6f", reports, seconds, cpuSeconds);
        }
    }

    private final long expected;
    private long count;
    private long countAtBegin = -1;
    private long nanosAtBegin;
    private long cpuAtBegin;

    /**
     * @param expected how many reports there will be
     */
    IngestMeter(long expected) {
        this.expected = expected;
    }

    /** So many more were taken; says what was measured when these were the last. */
    synchronized Optional<Ingest> count(long more) {
        count += more;
        if (countAtBegin < 0 && count >= expected / 2) {
            countAtBegin = count;
            nanosAtBegin = System.nanoTime();
            cpuAtBegin = cpuNanos();
        }
        return count < expected
                ? Optional.empty()
                : Optional.of(new Ingest(
                        count - countAtBegin,
                        (System.nanoTime() - nanosAtBegin) / 1e9,
                        (cpuNanos() - cpuAtBegin) / 1e9));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
