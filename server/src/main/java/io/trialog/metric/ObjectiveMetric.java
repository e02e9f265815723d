package io.trialog.metric;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a report's named numbers is the trial's value: what assessors see, and what is best.
 *
 * @param name {@code default} for reports that are a number alone
 */
public record ObjectiveMetric(String name) {

    /** What a report that is a number alone is called. */
    public static final String DEFAULT_NAME = "default";

    private static final int MAX_SHOWN = 10;

    /** What holds where nothing is configured. */
    public static final ObjectiveMetric DEFAULT = new ObjectiveMetric(DEFAULT_NAME);

    public ObjectiveMetric {
        Objects.requireNonNull(name, "name");
    }

    /** Reads it from a stored configuration; old logs do not have it. */
    public static ObjectiveMetric stored(Map<?, ?> configuration) {
        return Objectives.stored(configuration).metric();
    }

    /** Its value in a report; null when the report does not have it. */
    public @Nullable Double of(Map<String, Double> values) {
        return values.get(name);
    }

    /** What a report has, for people. */
    static String names(Map<String, Double> values) {
        String reported = values.keySet().stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        return reported + (values.size() > MAX_SHOWN ? ", ..." : "");
    }
}
