package io.trialog.projection.selection;

import io.trialog.spi.space.NestedChoice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a parameter by name, also inside nested choices: {@code outer/inner} or {@code outer.inner}. As names may contain what
 * separates them, the shortest outer name counts that is a nested choice's.
 *
 * @param name the whole name
 */
record ParameterPath(String name) {

    /** Longer names are not taken apart: it takes a look at every way to do so. */
    private static final int MAX_LENGTH = 200;

    /** The value; of a nested choice, the name of what was chosen; null when there is none. */
    @Nullable
    Object in(Map<?, ?> configuration) {
        return find(name, configuration);
    }

    private static @Nullable Object find(String name, Map<?, ?> configuration) {
        if (configuration.containsKey(name)) {
            Object value = configuration.get(name);
            return value instanceof Map<?, ?> nested ? nested.get(NestedChoice.NAME) : value;
        }
        for (int i = 1; i < name.length() - 1 && name.length() <= MAX_LENGTH; i++) {
            boolean isSeparator = name.charAt(i) == '/' || name.charAt(i) == '.';
            if (isSeparator && configuration.get(name.substring(0, i)) instanceof Map<?, ?> nested) {
                return find(name.substring(i + 1), nested);
            }
        }
        return null;
    }
}
