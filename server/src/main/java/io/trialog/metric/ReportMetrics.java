package io.trialog.metric;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;
import java.util.List;

/**
 * Records what an attempt reports. The reply tells what became of each report, in order.
 *
 * @param key the attempt
 * @param reports in the order sent
 */
public record ReportMetrics(AttemptKey key, List<Report> reports)
        implements MetricCommand, Command<List<ReportResult>> {

    public ReportMetrics {
        reports = List.copyOf(reports);
    }
}
