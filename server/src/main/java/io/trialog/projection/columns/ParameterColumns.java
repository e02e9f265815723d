package io.trialog.projection.columns;

import io.trialog.projection.ParameterNames;
import io.trialog.projection.TrialRow;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns of the parameters of trials: those of the search space in its order, what is inside a nested choice behind it,
 * then those that only trials have, as they come. Not thread-safe.
 */
public final class ParameterColumns {

    /** What JSON's null is in a column, where null is the lack of a value. */
    private static final String NULL = "null";

    private final Map<String, @Nullable Object[]> columns = new LinkedHashMap<>();
    private final int size;

    private ParameterColumns(int size) {
        this.size = size;
    }

    /** The columns of these trials. */
    public static List<ParameterColumn> of(SearchSpace space, List<TrialRow> rows) {
        ParameterColumns made = new ParameterColumns(rows.size());
        ParameterNames.of(space).forEach(made::column);
        for (int i = 0; i < rows.size(); i++) {
            made.put(i, "", rows.get(i).configuration());
        }
        return made.columns.entrySet().stream()
                .map(column -> new ParameterColumn(column.getKey(), Arrays.asList(column.getValue())))
                .toList();
    }

    private void put(int index, String outer, Map<?, ?> configuration) {
        configuration.forEach((key, value) -> {
            String name = outer.isEmpty() ? (String) key : key.equals(NestedChoice.NAME) ? outer : outer + "/" + key;
            if (value instanceof Map<?, ?> nested) {
                put(index, name, nested);
            } else {
                column(name)[index] = value == null ? NULL : value;
            }
        });
    }

    private @Nullable Object[] column(String name) {
        return columns.computeIfAbsent(name, absent -> new Object[size]);
    }
}
