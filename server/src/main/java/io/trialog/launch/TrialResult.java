package io.trialog.launch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial that succeeded.
 *
 * @param number its number in the experiment
 * @param configuration what it evaluated
 * @param value its final value; of several objectives, that of the first
 * @param objectives its final values of all objectives by metric; empty when there is but one
 */
public record TrialResult(
        long number, Map<String, @Nullable Object> configuration, double value, Map<String, Double> objectives) {

    public TrialResult {
        objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
    }
}
