package io.trialog.sdk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, as the search space names it: values by name, some of them nested. Immutable.
 *
 * <p>The accessors without a default throw a {@link ParameterException} that says what was expected and what is there. Those with a default use
 * it only when there is no such parameter: a parameter of another type is an error all the same.
 */
public final class Parameters {

    private final String path;
    private final Map<String, @Nullable Object> values;

    private Parameters(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    static Parameters of(Map<?, ?> values) {
        return new Parameters("", copied(values));
    }

    /** The names, in the order of the search space; empty when the program runs stand-alone. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether there is a parameter of that name, whatever its value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A number. */
    public double doubleValue(String name) {
        if (present(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw unexpected(name, "a number");
    }

    /** A number, or the default if there is no such parameter. */
    public double doubleValue(String name, double absent) {
        return has(name) ? doubleValue(name) : absent;
    }

    /** A whole number of 32 bits; {@code 16.0}, as quantized distributions give it, is one too. */
    public int intValue(String name) {
        double value = doubleValue(name);
        if (value != (int) value) {
            throw unexpected(name, "a whole number of 32 bits");
        }
        return (int) value;
    }

    /** A whole number, or the default if there is no such parameter. */
    public int intValue(String name, int absent) {
        return has(name) ? intValue(name) : absent;
    }

    /** A whole number of 64 bits. */
    public long longValue(String name) {
        Object value = present(name);
        if (value instanceof Long whole) {
            return whole;
        }
        // 2^63 as a double is one beyond the greatest long
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p63) {
            return number.longValue();
        }
        throw unexpected(name, "a whole number of 64 bits");
    }

    /** A whole number, or the default if there is no such parameter. */
    public long longValue(String name, long absent) {
        return has(name) ? longValue(name) : absent;
    }

    /** A text. */
    public String text(String name) {
        if (present(name) instanceof String text) {
            return text;
        }
        throw unexpected(name, "a text");
    }

    /** A text, or the default if there is no such parameter. */
    public String text(String name, String absent) {
        return has(name) ? text(name) : absent;
    }

    /** A truth value. */
    public boolean bool(String name) {
        if (present(name) instanceof Boolean bool) {
            return bool;
        }
        throw unexpected(name, "true or false");
    }

    /** A truth value, or the default if there is no such parameter. */
    public boolean bool(String name, boolean absent) {
        return has(name) ? bool(name) : absent;
    }

    /** The parameters of a nested choice; {@code text("_name")} of them says which branch was chosen. */
    public Parameters nested(String name) {
        if (present(name) instanceof Map<?, ?> nested) {
            return new Parameters(path + name + ".", copied(nested));
        }
        throw unexpected(name, "nested parameters");
    }

    /**
     * All values by name, immutable: {@code Long} and {@code Double}, {@code String}, {@code Boolean}, {@code null}, {@code List} and {@code Map} of
     * these.
     */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /** The parameters as JSON. */
    @Override
    public String toString() {
        return Json.write(values);
    }

    private @Nullable Object present(String name) {
        if (!values.containsKey(name)) {
            throw new ParameterException(path + name + ": no such parameter (expected: one of " + names() + ")");
        }
        return values.get(name);
    }

    private ParameterException unexpected(String name, String expected) {
        return new ParameterException(
                path + name + ": " + Json.write(values.get(name)) + " (expected: " + expected + ")");
    }

    private static Map<String, @Nullable Object> copied(Map<?, ?> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return Collections.unmodifiableMap(copy);
    }
}
