package io.trialog.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parameter assignment as people read it. */
final class ConfigurationText {

    private static final int MAX_VALUE_LENGTH = 40;
    private static final String NAME_KEY = "_name";

    private ConfigurationText() {}

    /** In one line: {@code lr=0.01 layer=conv layer.units=64}. */
    static String line(Map<String, @Nullable Object> configuration) {
        return cells(configuration).entrySet().stream()
                .map(cell -> cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining(" "));
    }

    /** By column: nested parameters get the column {@code outer.inner}, the nested choice itself {@code outer}. */
    static Map<String, String> cells(Map<String, @Nullable Object> configuration) {
        Map<String, String> cells = new LinkedHashMap<>();
        collect("", configuration, cells);
        return cells;
    }

    private static void collect(String outer, Map<?, ?> values, Map<String, String> cells) {
        values.forEach((key, value) -> {
            String name = PrintableText.of(String.valueOf(key));
            String column = outer.isEmpty() ? name : name.equals(NAME_KEY) ? outer : outer + "." + name;
            if (value instanceof Map<?, ?> nested) {
                collect(column, nested, cells);
            } else {
                cells.put(column, PrintableText.of(value(value), MAX_VALUE_LENGTH));
            }
        });
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Double number) {
            return NumberText.of(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigurationText::value).collect(Collectors.joining(",", "[", "]"));
        }
        return String.valueOf(value);
    }
}
