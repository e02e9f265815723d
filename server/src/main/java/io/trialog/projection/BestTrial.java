package io.trialog.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The best result so far; of several objectives, by the first.
 *
 * @param number the trial
 * @param value its final value, finite
 * @param objectives its final values of all objectives by metric; empty when there is but one
 * @param configuration its parameter assignment
 */
public record BestTrial(
        long number, double value, Map<String, Double> objectives, Map<String, @Nullable Object> configuration) {}
