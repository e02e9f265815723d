package io.trialog.cli;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports of trials as CSV: a line each, a column for each number. */
final class ReportsCsv {

    private final List<TrialReports> trials;
    private final Set<String> names = new TreeSet<>();

    ReportsCsv(List<TrialReports> trials) {
        this.trials = List.copyOf(trials);
        trials.forEach(trial -> names.addAll(trial.names()));
    }

    Stream<String> lines() {
        Stream<String> header = Stream.of("trial,attempt,sequence,kind,at" + cells(List.copyOf(names)));
        return Stream.concat(
                header,
                trials.stream().flatMap(trial -> trial.reports().stream()).map(this::line));
    }

    private String line(RecordedEvent recorded) {
        MetricReported report = (MetricReported) recorded.event();
        List<@Nullable Object> values = new ArrayList<>();
        names.forEach(name -> values.add(report.values().get(name)));
        return report.number() + "," + report.attempt() + "," + report.sequence() + ","
                + report.kind().name().toLowerCase(Locale.ROOT) + ","
                + Objects.requireNonNullElse(report.reportedAt(), recorded.at()) + cells(values);
    }

    private static String cells(List<? extends @Nullable Object> values) {
        StringBuilder cells = new StringBuilder();
        for (Object value : values) {
            String text = Objects.toString(value, "");
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            cells.append(',').append(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
        }
        return cells.toString();
    }
}
