package io.trialog.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is reported, checked and written as the protocol has it.
 *
 * @param json the value, empty when it cannot be reported
 * @param problem why it cannot be reported, {@code null} when it can
 */
record MetricValue(String json, @Nullable String problem) {

    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int CHARACTERS_PER_NUMBER = 28;

    static MetricValue of(double value) {
        return new MetricValue(Json.write(value), null);
    }

    static MetricValue of(@Nullable Map<String, ? extends Number> values) {
        if (values == null) {
            return refused("null (expected: a map of numbers)");
        }
        try {
            return checked(values);
        } catch (RuntimeException broken) { // a map that another thread changes, or that throws: the training goes on
            return refused("a map that cannot be read: " + broken);
        }
    }

    private static MetricValue checked(Map<?, ?> values) {
        if (values.isEmpty()) {
            return refused("an empty map (expected: one or more numbers, among them the one that is optimized)");
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        long characters = 0;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            // Null values and, by unchecked casts, values of other types do get here.
            if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof Number number)) {
                return refused(shown(entry) + " (expected: a name and a number)");
            }
            characters += name.length() + CHARACTERS_PER_NUMBER;
            if (characters > MAX_CHARACTERS) {
                return refused("a map of " + values.size() + " entries (expected: at most " + MAX_CHARACTERS / 1024
                        + " KiB of names and numbers)");
            }
            numbers.put(name, number.doubleValue());
        }
        return new MetricValue(Json.write(numbers), null);
    }

    private static MetricValue refused(String problem) {
        return new MetricValue("", "value: " + problem);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
