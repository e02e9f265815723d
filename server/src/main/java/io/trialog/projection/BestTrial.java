package io.trialog.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The best result so far.
 *
 * @param number the trial
 * @param value its final value, finite
 * @param configuration its parameter assignment
 */
public record BestTrial(long number, double value, Map<String, @Nullable Object> configuration) {}
