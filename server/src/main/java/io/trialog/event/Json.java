package io.trialog.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON objects that keep key order and allow null values, which {@link Map#copyOf} does not. */
final class Json {

    private Json() {}

    static <V extends @Nullable Object> Map<String, V> copy(Map<String, V> object) {
        if (object.size() == 1 && object.values().iterator().next() != null) {
            return Map.copyOf(object); // small, and no copy when it is one already: most reports are a single number
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(object));
    }
}
