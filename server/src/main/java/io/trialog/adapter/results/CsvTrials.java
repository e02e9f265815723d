package io.trialog.adapter.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exported trials as CSV. A parameter is a column; what is inside a nested choice gets the column {@code outer/inner}. A
 * parameter whose name is that of another column gets {@code parameter/NAME}; other numbers of the final report get {@code
 * metric/NAME}. What a trial does not have is an empty cell.
 */
final class CsvTrials {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIRST = List.of("trialJobId", "number", "state", "value", "durationSeconds");
    private static final List<String> LAST =
            List.of("attempt", "startedAt", "endedAt", "reason", "budget", "parent", "tag", "intermediate");

    private final ExperimentId id;
    private final List<String> parameters;
    private final List<String> metrics;
    private final boolean intermediate;

    private CsvTrials(ExperimentId id, Set<String> parameters, Set<String> metrics, boolean intermediate) {
        this.id = id;
        this.parameters = List.copyOf(parameters);
        this.metrics = List.copyOf(metrics);
        this.intermediate = intermediate;
    }

    /** The format that has a column for everything that these trials have. */
    static CsvTrials of(ExperimentId id, Stream<ExportedTrial> trials, boolean intermediate) {
        Set<String> parameters = new LinkedHashSet<>();
        Set<String> metrics = new TreeSet<>();
        trials.forEach(trial -> {
            parameters.addAll(cells(trial.row().configuration()).keySet());
            metrics.addAll(trial.metrics().keySet());
        });
        metrics.remove("default");
        return new CsvTrials(id, parameters, metrics, intermediate);
    }

    String header() {
        List<String> names = new ArrayList<>(FIRST);
        parameters.forEach(name -> names.add(FIRST.contains(name) || LAST.contains(name) ? "parameter/" + name : name));
        metrics.forEach(name -> names.add("metric/" + name));
        names.addAll(intermediate ? LAST : LAST.subList(0, LAST.size() - 1));
        return line(names);
    }

    String of(ExportedTrial trial) {
        TrialRow row = trial.row();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(id + "-" + row.number());
        cells.add(row.number());
        cells.add(row.state());
        cells.add(row.value());
        cells.add(trial.durationSeconds());
        Map<String, @Nullable Object> configuration = cells(row.configuration());
        parameters.forEach(name -> cells.add(configuration.get(name)));
        metrics.forEach(name -> cells.add(trial.metrics().get(name)));
        cells.add(row.attempt());
        cells.add(row.startedAt());
        cells.add(row.endedAt());
        cells.add(row.reason());
        cells.add(row.terms().budget());
        cells.add(row.terms().parent());
        cells.add(row.terms().tag());
        if (intermediate) {
            cells.add(trial.intermediate());
        }
        return line(cells);
    }

    private static Map<String, @Nullable Object> cells(Map<String, @Nullable Object> configuration) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        collect("", configuration, cells);
        return cells;
    }

    private static void collect(String outer, Map<?, ?> values, Map<String, @Nullable Object> cells) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                collect(outer + key + "/", nested, cells);
            } else {
                cells.put(outer + key, value);
            }
        });
    }

    private static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvTrials::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List<?> list ? json(list) : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(List<?> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + list, e);
        }
    }
}
