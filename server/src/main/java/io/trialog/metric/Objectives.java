package io.trialog.metric;

import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment optimizes: one named number of its reports, or several, none of which is worth more than another. The
 * first is a trial's value: what assessors see, and what is best where one trial must be.
 *
 * @param all one or more, of different metrics
 */
public record Objectives(List<Objective> all) {

    /** What holds where nothing is configured. */
    public static final Objectives DEFAULT = of(ObjectiveMetric.DEFAULT, Direction.MINIMIZE);

    private static final String KEY = "objectives";
    private static final String OPTIMIZE_MODE = "optimizeMode";
    private static final String METRIC = "metric";
    private static final String MODE = "mode";

    public Objectives {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("objectives: none (expected: one or more)");
        }
    }

    /** A single one. */
    public static Objectives of(ObjectiveMetric metric, Direction direction) {
        return new Objectives(List.of(new Objective(metric.name(), direction)));
    }

    /** Reads them from a stored configuration; of old logs, some have the direction only. */
    public static Objectives stored(Map<?, ?> configuration) {
        List<Objective> all = new ArrayList<>();
        if (configuration.get(KEY) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map && map.get(METRIC) instanceof String metric) {
                    all.add(new Objective(metric, direction(map.get(MODE))));
                }
            }
        }
        Direction first = direction(configuration.get(OPTIMIZE_MODE));
        return all.isEmpty() ? of(ObjectiveMetric.DEFAULT, first) : new Objectives(all);
    }

    private static Direction direction(@Nullable Object mode) {
        return "maximize".equals(mode) ? Direction.MAXIMIZE : Direction.MINIMIZE;
    }

    /** Adds them to a configuration that is to be stored. */
    public void storeIn(Map<String, @Nullable Object> configuration) {
        configuration.put(OPTIMIZE_MODE, mode(direction()));
        configuration.put(KEY, asList());
    }

    /** As configurations have them. */
    public List<Map<String, String>> asList() {
        List<Map<String, String>> list = new ArrayList<>();
        all.forEach(objective ->
                list.add(new TreeMap<>(Map.of(METRIC, objective.metric(), MODE, mode(objective.direction())))));
        return list;
    }

    /** A direction as configurations write it. */
    public static String mode(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    /** The names of the numbers, in order. */
    public List<String> metrics() {
        return all.stream().map(Objective::metric).toList();
    }

    /** Which number is a trial's value. */
    public ObjectiveMetric metric() {
        return new ObjectiveMetric(all.get(0).metric());
    }

    /** Which values are better. */
    public Direction direction() {
        return all.get(0).direction();
    }

    /** Whether there is more than one. */
    public boolean areSeveral() {
        return all.size() > 1;
    }

    /** Whether a report has all of them. */
    public boolean areIn(Map<String, Double> values) {
        return all.stream().allMatch(objective -> values.containsKey(objective.metric()));
    }

    /**
     * What is kept of a result besides its value.
     *
     * @param values numbers by name, that have all of them
     * @return all of them by metric, in order; empty unless there are several
     */
    public Map<String, Double> several(Map<String, Double> values) {
        if (!areSeveral()) {
            return Map.of();
        }
        Map<String, Double> own = new LinkedHashMap<>();
        all.forEach(objective -> own.put(objective.metric(), values.getOrDefault(objective.metric(), Double.NaN)));
        return Collections.unmodifiableMap(own);
    }

    /** Those that a report lacks, by metric. */
    public List<String> missing(Map<String, Double> values) {
        return all.stream()
                .map(Objective::metric)
                .filter(metric -> !values.containsKey(metric))
                .toList();
    }

    /** Why a report does not count that lacks some: {@code value.accuracy: missing (reported: loss)}. */
    public String absence(Map<String, Double> values) {
        return missing(values).stream().map(metric -> "value." + metric).collect(Collectors.joining(", "))
                + ": missing (reported: " + ObjectiveMetric.names(values) + ")";
    }
}
