package io.trialog.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tuner or assessor, with its arguments.
 *
 * @param name a name or alias of a loaded plugin
 * @param classArgs its options as plain data, defaults filled in
 */
public record AlgorithmConfig(String name, Map<String, @Nullable Object> classArgs) {

    public AlgorithmConfig {
        Objects.requireNonNull(name, "name");
        classArgs = Collections.unmodifiableMap(new LinkedHashMap<>(classArgs));
    }

    static AlgorithmConfig stored(Map<?, ?> map) {
        return new AlgorithmConfig(String.valueOf(map.get("name")), StoredMaps.object(map.get("classArgs")));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("classArgs", classArgs);
        return map;
    }
}
