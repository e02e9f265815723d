package io.trialog.projection.columns;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of many trials.
 *
 * @param name its name; {@code outer/inner} for what is inside a nested choice, {@code outer} for what was chosen
 * @param values one for each trial: a number, text, truth value, or list; the text {@code null} for JSON's null; null where
 *     the trial has no such parameter
 */
public record ParameterColumn(String name, List<@Nullable Object> values) {

    public ParameterColumn {
        values = Collections.unmodifiableList(values);
    }

    /** Whether all that there are are numbers. */
    public boolean isNumeric() {
        return values.stream().allMatch(value -> value == null || value instanceof Number);
    }
}
