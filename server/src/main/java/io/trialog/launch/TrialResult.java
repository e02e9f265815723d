package io.trialog.launch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial that succeeded.
 *
 * @param number its number in the experiment
 * @param configuration what it evaluated
 * @param value its final value
 */
public record TrialResult(long number, Map<String, @Nullable Object> configuration, double value) {}
