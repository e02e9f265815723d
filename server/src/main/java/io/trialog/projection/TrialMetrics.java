package io.trialog.projection;

import io.trialog.metric.Objectives;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of final reports by name.
 *
 * @param objectives what the experiment optimizes
 */
public record TrialMetrics(Objectives objectives) {

    /** The names that there are, those of objectives first. */
    public List<String> names(List<TrialRow> rows) {
        Set<String> names = new LinkedHashSet<>(objectives.metrics());
        Map<String, Double> before = Map.of();
        for (TrialRow row : rows) {
            if (!row.objectives().keySet().equals(before.keySet())) {
                before = row.objectives();
                names.addAll(before.keySet());
            }
        }
        return List.copyOf(names);
    }

    /** A number of a trial; null when it has none of this name. */
    public @Nullable Double of(TrialRow row, String name) {
        return name.equals(objectives.metric().name())
                ? row.value()
                : row.objectives().get(name);
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
