package io.trialog.benchmarks.reports;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.port.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds a log against what its server acknowledged: each report once, none missing, none besides. */
final class LogCheck {

    /** How many reports each trial has, by its id. */
    private final Map<String, Long> recorded = new HashMap<>();

    private long total;

    private LogCheck() {}

    /**
     * Reads the whole log.
     *
     * @return the number of reports in it
     * @throws IllegalStateException when the log is not what was acknowledged
     */
    static long check(EventLog log, List<Reporter> reporters) {
        LogCheck check = new LogCheck();
        log.read(1, event -> {
            check.take(event);
            return true;
        });
        for (Reporter reporter : reporters) {
            long found = check.recorded.getOrDefault(reporter.trial(), 0L);
            if (found != reporter.acknowledged()) {
                throw new IllegalStateException("trial " + reporter.trial() + ": " + found
                        + " reports in the log (expected: the " + reporter.acknowledged() + " acknowledged)");
            }
            check.recorded.remove(reporter.trial());
        }
        check.recorded.forEach((trial, found) -> {
            throw new IllegalStateException("trial " + trial + ": " + found + " reports in the log (expected: none)");
        });
        return check.total;
    }

    /** A trial's reports come over one connection, one request after the other: in order. */
    private void take(RecordedEvent event) {
        if (event.event() instanceof MetricReported report) {
            String trial = report.experiment() + "-" + report.number();
            long expected = recorded.getOrDefault(trial, 0L);
            if (report.sequence() != expected) {
                throw new IllegalStateException("position " + event.position() + ": report " + report.sequence()
                        + " of trial " + trial + " (expected: " + expected + ")");
            }
            recorded.put(trial, expected + 1);
            total++;
        } else if (event.event() instanceof ReportRefused refused) {
            throw new IllegalStateException("position " + event.position() + ": refused: " + refused.reason());
        }
    }
}
