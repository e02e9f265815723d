package io.trialog.launch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tuner or an assessor with its options, as a configuration names it. Immutable. The server knows which names and options
 * there are, and says so when one is wrong; {@code trialog algo list} shows them.
 *
 * @param name for example {@code TPE}, in any case
 * @param options by name; {@link #with} adds one
 */
public record Algorithm(String name, Map<String, @Nullable Object> options) {

    public Algorithm {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: the name of a tuner or assessor)");
        }
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** One with nothing but defaults. */
    public static Algorithm named(String name) {
        return new Algorithm(name, Map.of());
    }

    /** The same with an option: text, a number, a truth value, or a list or map of these. */
    public Algorithm with(String option, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new Algorithm(name, more);
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        if (!options.isEmpty()) {
            map.put("classArgs", options);
        }
        return map;
    }
}
