package io.trialog.spi.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The values of a plugin's options: checked, defaults filled in. Immutable. The accessors throw {@link
 * NoSuchElementException} for an option that has neither a value nor a default, and {@link ClassCastException} for one of
 * another kind; both are mistakes of the plugin, not of the user.
 */
public final class Options {

    private final Map<String, Object> values;

    Options(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of an {@link OptionSpec.Kind#INTEGER} option. */
    public long integer(String name) {
        return (Long) value(name);
    }

    /** The value of a {@link OptionSpec.Kind#NUMBER} option. */
    public double number(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /** The value of a {@link OptionSpec.Kind#TEXT} or {@link OptionSpec.Kind#WORD} option. */
    public String text(String name) {
        return (String) value(name);
    }

    /** The value of a {@link OptionSpec.Kind#FLAG} option. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** The values of an {@link OptionSpec.Kind#INTEGERS} option. */
    public List<Long> integers(String name) {
        return ((List<?>) value(name)).stream().map(Long.class::cast).toList();
    }

    /** The options inside a {@link OptionSpec.Kind#GROUP} option. */
    public Options group(String name) {
        return (Options) value(name);
    }

    /** Whether the option has a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Every option that has a value as plain data, in the order of the schema. */
    public Map<String, Object> asMap() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, value instanceof Options group ? group.asMap() : value));
        return plain;
    }

    private Object value(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new NoSuchElementException("option '" + name + "' has no value (has: "
                        + values.keySet() + "); give it a default or ask has() first"));
    }
}
