package io.trialog.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where trials run.
 *
 * @param platform the platform name of a loaded training service: {@code local}; or {@link #EXTERNAL}
 * @param options its options as plain data, defaults filled in
 */
public record TrainingServiceConfig(String platform, Map<String, @Nullable Object> options) {

    /** The platform of experiments whose trials are launched by nobody here: clients ask for them. */
    public static final String EXTERNAL = "external";

    public TrainingServiceConfig {
        Objects.requireNonNull(platform, "platform");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Whether clients ask for trials, so that none is launched. */
    public boolean isExternal() {
        return platform.equals(EXTERNAL);
    }

    static TrainingServiceConfig stored(Map<?, ?> map) {
        Map<String, @Nullable Object> options = StoredMaps.object(map);
        options.remove("platform");
        return new TrainingServiceConfig(String.valueOf(map.get("platform")), options);
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("platform", platform);
        map.putAll(options);
        return map;
    }
}
