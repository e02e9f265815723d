package io.trialog.projection;

import io.trialog.metric.Objectives;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of final reports by name.
 *
 * @param objectives what the experiment optimizes
 */
public record TrialMetrics(Objectives objectives) {

    /** The names that there are, those of objectives first. */
    public List<String> names(List<TrialRow> rows) {
        Set<String> others = new TreeSet<>();
        for (TrialRow row : rows) {
            if (!row.metrics().isEmpty()) {
                others.addAll(row.metrics().keySet());
            }
        }
        Set<String> names = new LinkedHashSet<>(objectives.metrics());
        names.addAll(others);
        return List.copyOf(names);
    }

    /** The same numbers in less memory, as every trial has some for ever: trials share the names. */
    static Map<String, Double> packed(Map<String, Double> numbers) {
        Map<String, Double> packed = new HashMap<>();
        numbers.forEach((name, number) -> packed.put(name.intern(), number));
        return Map.copyOf(packed);
    }

    /** A number of a trial; null when it has none of this name. */
    public @Nullable Double of(TrialRow row, String name) {
        if (name.equals(objectives.metric().name())) {
            return row.value();
        }
        Double objective = row.objectives().get(name);
        return objective == null ? row.metrics().get(name) : objective;
    }

    /** Those of these names that a trial has. */
    public Map<String, Double> of(TrialRow row, Set<String> names) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String name : names) {
            Double number = of(row, name);
            if (number != null) {
                found.put(name, number);
            }
        }
        return found;
    }
}
