package io.trialog.experiment;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of proposals that equal a configuration which is known already. */
public enum Duplicates {
    /** They are trials like others. */
    ALLOW,
    /** They are discarded, and the tuner is asked again. */
    RESAMPLE,
    /** They take the result of the trial that succeeded with the same configuration, without a run. */
    REUSE,
    /** They run, and all trials of a configuration that succeeded get the mean of their results. */
    AVERAGE;

    /** The key in configurations. */
    static final String KEY = "duplicates";

    /** As configurations write it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it from a stored configuration; those of old logs have none. */
    public static Duplicates stored(Map<String, ? extends @Nullable Object> configuration) {
        return configuration.get(KEY) instanceof String written ? valueOf(written.toUpperCase(Locale.ROOT)) : ALLOW;
    }

    /** Reads {@code duplicates}; what is wrong goes to the problems. */
    static Duplicates read(ConfigSection root) {
        ConfigNode node = root.find(KEY);
        if (node == null) {
            return ALLOW;
        }
        for (Duplicates policy : values()) {
            if (policy.written().equals(String.valueOf(node.plain()).toLowerCase(Locale.ROOT))) {
                return policy;
            }
        }
        root.problem(KEY, Shown.of(node) + " (expected: one of allow, resample, reuse, average)");
        return ALLOW;
    }
}
