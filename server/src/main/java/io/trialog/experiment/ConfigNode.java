package io.trialog.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A configuration as it was written, before anybody knows what it means: plain data that remembers its lines. */
public sealed interface ConfigNode {

    /** The line it begins in, from 1; 0 when it came from no text. */
    int line();

    /** The data without lines: null, String, Boolean, Long, Double, List or Map with keys in order. */
    @Nullable
    Object plain();

    /**
     * A single value.
     *
     * @param value null, String, Boolean, Long or Double
     */
    record Value(@Nullable Object value, int line) implements ConfigNode {
        public Value {
            if (value != null
                    && !(value instanceof String
                            || value instanceof Boolean
                            || value instanceof Long
                            || value instanceof Double)) {
                throw new IllegalArgumentException(
                        "value: " + value.getClass() + " (expected: String, Boolean, Long, Double or null)");
            }
        }

        @Override
        public @Nullable Object plain() {
            return value;
        }
    }

    /**
     * Values by key.
     *
     * @param entries as written, keys unique
     */
    record Mapping(List<Entry> entries, int line) implements ConfigNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            entries.forEach(entry -> plain.put(entry.key(), entry.value().plain()));
            return plain;
        }
    }

    /** Values in order. */
    record Sequence(List<ConfigNode> items, int line) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public List<@Nullable Object> plain() {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return plain;
        }
    }

    /**
     * A key and its value.
     *
     * @param key as written
     * @param line the key's line, from 1; 0 when it came from no text
     */
    record Entry(String key, int line, ConfigNode value) {
        public Entry {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Plain data as a node without lines.
     *
     * @param plain null, text, truth values, numbers, and lists and maps of them
     * @throws IllegalArgumentException for anything else
     */
    static ConfigNode of(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            List<Entry> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(new Entry(String.valueOf(key), 0, of(value))));
            return new Mapping(entries, 0);
        }
        if (plain instanceof List<?> list) {
            List<ConfigNode> items = new ArrayList<>();
            list.forEach(item -> items.add(of(item)));
            return new Sequence(items, 0);
        }
        if (plain instanceof Integer || plain instanceof Short || plain instanceof Byte) {
            return new Value(((Number) plain).longValue(), 0);
        }
        return new Value(plain instanceof Float number ? (Object) number.doubleValue() : plain, 0);
    }
}
