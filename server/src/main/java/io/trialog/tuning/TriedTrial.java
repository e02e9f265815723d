package io.trialog.tuning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as far as it matters whether others are like it.
 *
 * @param configuration its parameter assignment
 * @param own its own result; null while it has not succeeded
 * @param value the value that it has now, its own or a mean; null while it has not succeeded
 * @param several its values of all objectives; empty when there is but one
 */
record TriedTrial(
        Map<String, @Nullable Object> configuration,
        @Nullable Double own,
        @Nullable Double value,
        Map<String, Double> several) {

    boolean hasSucceeded() {
        return own != null;
    }
}
