package io.trialog.tuning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as far as it matters whether others are like it.
 *
 * @param configuration its parameter assignment
 * @param own its own result; null while it has not succeeded
 * @param value the value that it has now, its own or a mean; null while it has not succeeded
 */
record TriedTrial(
        Map<String, @Nullable Object> configuration,
        @Nullable Double own,
        @Nullable Double value) {

    boolean hasSucceeded() {
        return own != null;
    }
}
