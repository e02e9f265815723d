package io.trialog.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The upcasters by what they read. Applies them one step at a time. */
final class Upcasters {

    /** Of all released changes of shape, oldest first. None so far. */
    private static final List<Upcaster> RELEASED = List.of();

    private record Step(String type, int fromVersion) {}

    private final Map<Step, Upcaster> steps = new HashMap<>();

    Upcasters(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            Step step = new Step(upcaster.type(), upcaster.fromVersion());
            if (steps.putIfAbsent(step, upcaster) != null) {
                throw new IllegalArgumentException("two upcasters: " + step + " (expected: one)");
            }
        }
    }

    static Upcasters released() {
        return new Upcasters(RELEASED);
    }

    /** Fails when a version of this type has no way to the newest: found when a server starts, not years later in a log. */
    void requireComplete(StoredType type) {
        for (int version = 1; version < type.version(); version++) {
            if (!steps.containsKey(new Step(type.name(), version))) {
                throw new IllegalStateException("upcaster of " + type.name() + " version " + version
                        + ": none (expected: one for every version below " + type.version() + ")");
            }
        }
    }

    JsonNode upcast(StoredType type, int fromVersion, JsonNode data) {
        JsonNode upcast = data;
        for (int version = fromVersion; version < type.version(); version++) {
            Upcaster upcaster = steps.get(new Step(type.name(), version));
            if (upcaster == null) {
                throw new IllegalArgumentException("version " + version + " was never written");
            }
            upcast = upcaster.upcast(upcast);
        }
        return upcast;
    }
}
