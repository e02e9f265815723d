package io.trialog.adapter.results;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialRow;
import io.trialog.projection.series.RecordedReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial with what it reported.
 *
 * @param row the trial
 * @param metrics the numbers of the final report of its last attempt, {@code default} and others; empty when there is none
 * @param intermediate the {@code default} numbers of the intermediate reports of its last attempt, in order
 */
record ExportedTrial(TrialRow row, Map<String, Double> metrics, List<Double> intermediate) {

    ExportedTrial {
        metrics = Map.copyOf(metrics);
        intermediate = List.copyOf(intermediate);
    }

    static ExportedTrial read(ExperimentBoard board, RecordedReports reports, ExperimentId id, TrialRow row) {
        Map<String, Double> metrics = new HashMap<>();
        List<Double> intermediate = new ArrayList<>();
        ObjectiveMetric metric = board.experiment(id).orElseThrow().config().metric();
        reports.forEach(id, row.number(), recorded -> {
            if (recorded.event() instanceof MetricReported report && report.attempt() == row.attempt()) {
                if (report.kind() == MetricKind.FINAL) {
                    metrics.clear();
                    metrics.putAll(report.values());
                } else {
                    Optional.ofNullable(metric.of(report.values())).ifPresent(intermediate::add);
                }
            }
        });
        return new ExportedTrial(row, metrics, intermediate);
    }

    /** How long its last attempt ran; null when it never started or still runs. */
    @Nullable
    Double durationSeconds() {
        Instant start = row.startedAt();
        Instant end = row.endedAt();
        return start == null || end == null
                ? null
                : (Double) (Math.max(0, Duration.between(start, end).toMillis()) / 1000.0);
    }
}
