package io.trialog.metric;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;
import java.util.List;

/**
 * Records what an attempt reports. The reply tells what became of each report, in order.
 *
 * @param key the attempt
 * @param reports in the order sent
 * @param live whether the attempt itself sends them now; false for those that it left behind, which say nothing on whether
 *     it lives
 */
public record ReportMetrics(AttemptKey key, List<Report> reports, boolean live)
        implements MetricCommand, Command<List<ReportResult>> {

    public ReportMetrics {
        reports = List.copyOf(reports);
    }

    /** What an attempt reports itself. */
    public ReportMetrics(AttemptKey key, List<Report> reports) {
        this(key, reports, true);
    }

    /** What an attempt left behind undelivered. */
    public static ReportMetrics leftBehind(AttemptKey key, List<Report> reports) {
        return new ReportMetrics(key, reports, false);
    }
}
