package io.trialog.cli;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial with its reports.
 *
 * @param reports of all attempts, as recorded
 */
record TrialReports(TrialRow row, List<RecordedEvent> reports) {

    TrialReports {
        reports = List.copyOf(reports);
    }

    static TrialReports read(OpenedExperiment opened, TrialRow row) {
        List<RecordedEvent> reports = new ArrayList<>();
        opened.data().reports().forEach(opened.id(), row.number(), reports::add);
        return new TrialReports(row, reports);
    }

    /** The names of all numbers. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        reports.forEach(recorded ->
                names.addAll(((MetricReported) recorded.event()).values().keySet()));
        return names;
    }

    /** The intermediate results of the newest attempt, in order. */
    List<Double> intermediate(String name) {
        return newest(MetricKind.INTERMEDIATE)
                .map(report -> report.values().get(name))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** The final result of the newest attempt. */
    @Nullable
    Double finalValue(String name) {
        return newest(MetricKind.FINAL)
                .map(report -> report.values().get(name))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private Stream<MetricReported> newest(MetricKind kind) {
        return reports.stream()
                .map(recorded -> (MetricReported) recorded.event())
                .filter(report -> report.attempt() == row.attempt() && report.kind() == kind);
    }
}
