package io.trialog.spi.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter assignment: parameter name to value, in the order of the search space. Values are what JSON has: strings,
 * booleans, null, {@link Long}, {@link Double}, lists and maps of these. A nested choice is a map that begins with {@code
 * _name}. Immutable, all the way down; equal when equal as JSON.
 */
public final class Configuration {

    private final Map<String, @Nullable Object> values;

    private Configuration(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /**
     * A configuration of these values.
     *
     * @throws IllegalArgumentException for a value that JSON does not have
     */
    public static Configuration of(Map<String, ?> values) {
        return new Configuration(copyOfMap(values));
    }

    /** The values by parameter name. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** Whether there is a value for this parameter; inactive conditional parameters have none. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a numeric parameter. */
    public double number(String name) {
        if (values.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new NoSuchElementException(name + ": " + values.get(name) + " (expected: a number)");
    }

    /** The value of a parameter as it is. */
    public @Nullable Object value(String name) {
        if (!values.containsKey(name)) {
            throw new NoSuchElementException(name + ": no value (has: " + values.keySet() + ")");
        }
        return values.get(name);
    }

    /** The value of a nested choice. */
    public Configuration nested(String name) {
        if (values.get(name) instanceof Map<?, ?> map) {
            return new Configuration(copyOfMap(map));
        }
        throw new NoSuchElementException(name + ": " + values.get(name) + " (expected: a nested choice)");
    }

    /** A value in the form in which configurations hold it: whole numbers as {@link Long}, others as {@link Double}. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Map<?, ?> map) {
            return copyOfMap(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(plain(element)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException(
                value + " of " + value.getClass() + " (expected: a string, number, boolean, null, list or map)");
    }

    private static Map<String, @Nullable Object> copyOfMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(Objects.requireNonNull((String) key, "key"), plain(value)));
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Configuration that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
