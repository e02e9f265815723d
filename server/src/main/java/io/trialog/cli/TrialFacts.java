package io.trialog.cli;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trial as a list of facts, one a line. */
final class TrialFacts {

    private static final int LABEL_WIDTH = 12;
    private static final int MAX_CURVE = 60;

    private final Surroundings surroundings;

    TrialFacts(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<String> of(TrialRow row, TrialHistory history, ObjectiveMetric metric) {
        List<String> lines = new ArrayList<>();
        add(lines, "trial", Long.toString(row.number()));
        add(lines, "state", TrialLine.name(row.state()) + (row.reason() == null ? "" : ": " + row.reason()));
        add(lines, "value", row.value() == null ? null : TrialLine.value(row.value()));
        add(lines, "metrics", last(history, MetricKind.FINAL));
        add(lines, "latest", last(history, MetricKind.INTERMEDIATE));
        add(lines, "curve", curve(row, history, metric));
        add(lines, "note", row.note());
        Double budget = row.terms().budget();
        add(lines, "budget", budget == null ? null : NumberText.of(budget));
        Long parent = row.terms().parent();
        add(lines, "continues", parent == null ? null : "trial " + parent);
        add(lines, "tag", row.terms().tag());
        add(lines, "created", InstantText.toSeconds(row.createdAt(), surroundings.zone()));
        history.attempts().forEach(attempt -> add(lines, "attempt " + attempt.number(), text(attempt)));
        lines.add("");
        Style style = surroundings.screen().style();
        ConfigurationText.cells(row.configuration())
                .forEach((name, value) -> lines.add(style.faint(name + ": ") + value));
        lines.add("");
        return lines;
    }

    private String text(TrialHistory.Attempt attempt) {
        String start = InstantText.toSeconds(
                Objects.requireNonNullElse(attempt.startedAt(), attempt.scheduledAt()), surroundings.zone());
        return start + ", " + attempt.end();
    }

    private @Nullable String curve(TrialRow row, TrialHistory history, ObjectiveMetric metric) {
        double[] values = history.reports().stream()
                .map(recorded -> (MetricReported) recorded.event())
                .filter(report -> report.attempt() == row.attempt() && report.kind() == MetricKind.INTERMEDIATE)
                .map(report -> metric.of(report.values()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Style style = surroundings.screen().style();
        return values.length < 2 || !style.unicode() ? null : Sparkline.of(values, MAX_CURVE, style);
    }

    private static @Nullable String last(TrialHistory history, MetricKind kind) {
        MetricReported last = null;
        for (RecordedEvent recorded : history.reports()) {
            if (recorded.event() instanceof MetricReported report && report.kind() == kind) {
                last = report;
            }
        }
        return last == null ? null : text(last.values()) + " (report " + last.sequence() + ")";
    }

    private static String text(Map<String, Double> values) {
        return values.size() == 1 && values.containsKey("default")
                ? NumberText.of(values.getOrDefault("default", Double.NaN))
                : values.entrySet().stream()
                        .map(value -> value.getKey() + "=" + NumberText.of(value.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private void add(List<String> lines, String label, @Nullable String fact) {
        if (fact != null) {
            String padded = label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
            lines.add(surroundings.screen().style().faint(padded) + PrintableText.of(fact));
        }
    }
}
