package io.trialog.projection.selection;

import io.trialog.spi.space.NestedChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a parameter by name, also inside nested choices. As names may contain what separates them, every way to take it apart counts.
 *
 * @param name the whole name
 * @param ways where it may be taken apart, the shortest first part first
 */
record ParameterPath(String name, List<Way> ways) {

    /**
     * One way.
     *
     * @param outer the name of a nested choice
     * @param inner what to look for inside
     */
    record Way(String outer, ParameterPath inner) {}

    /** Longer names than this are taken apart no further: the number of ways grows with each separator. */
    private static final int MAX_DEPTH = 8;

    static ParameterPath of(String name) {
        return of(name, 0);
    }

    private static ParameterPath of(String name, int depth) {
        List<Way> ways = new ArrayList<>();
        for (int i = 1; i < name.length() - 1 && depth < MAX_DEPTH; i++) {
            if (name.charAt(i) == '/' || name.charAt(i) == '.') {
                ways.add(new Way(name.substring(0, i), of(name.substring(i + 1), depth + 1)));
            }
        }
        return new ParameterPath(name, ways);
    }

    /** The value; of a nested choice, the name of what was chosen; null when there is none. */
    @Nullable
    Object in(Map<?, ?> configuration) {
        if (configuration.containsKey(name)) {
            Object value = configuration.get(name);
            return value instanceof Map<?, ?> nested ? nested.get(NestedChoice.NAME) : value;
        }
        for (Way way : ways) {
            if (configuration.get(way.outer) instanceof Map<?, ?> nested) {
                return way.inner.in(nested);
            }
        }
        return null;
    }
}
