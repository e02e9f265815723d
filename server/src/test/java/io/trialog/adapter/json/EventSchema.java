package io.trialog.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shape of stored events, from the records: {@code {"types":{NAME:{"v":1,"data":{COMPONENT:TYPE}}},"enums":{NAME:[..]}}}.
 * A type that ends with {@code ?} may be absent.
 */
final class EventSchema {

    private EventSchema() {}

    static ObjectNode of(List<StoredType> types) {
        Map<String, JsonNode> byName = new TreeMap<>();
        Map<String, JsonNode> enums = new TreeMap<>();
        for (StoredType type : types) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            for (RecordComponent component : type.event().getRecordComponents()) {
                data.put(component.getName(), name(component.getAnnotatedType()));
                if (component.getType().isEnum()) {
                    enums.put(component.getType().getSimpleName(), constants(component.getType()));
                }
            }
            ObjectNode shape = JsonNodeFactory.instance.objectNode().put("v", type.version());
            byName.put(type.name(), shape.set("data", data));
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putObject("types").setAll(byName);
        schema.putObject("enums").setAll(enums);
        return schema;
    }

    /** What of the change from one schema to another would make old logs unreadable or wrong; empty when nothing. */
    static List<String> breaks(JsonNode before, JsonNode after) {
        List<String> breaks = new ArrayList<>();
        before.get("types").properties().forEach(old -> {
            JsonNode now = after.get("types").get(old.getKey());
            if (now == null) {
                breaks.add(old.getKey() + ": removed or renamed (expected: kept for ever, its reader at least)");
            } else if (now.get("v").asInt() < old.getValue().get("v").asInt()) {
                breaks.add(old.getKey() + ": version " + now.get("v") + " (expected: "
                        + old.getValue().get("v") + " or higher)");
            } else if (now.get("v").equals(old.getValue().get("v"))) {
                sameVersion(old.getKey(), old.getValue().get("data"), now.get("data"), breaks);
            }
        });
        before.get("enums").properties().forEach(old -> {
            JsonNode now = after.get("enums").path(old.getKey());
            for (JsonNode constant : old.getValue()) {
                boolean kept = false;
                for (JsonNode candidate : now) {
                    kept |= candidate.equals(constant);
                }
                if (!kept) {
                    breaks.add(
                            old.getKey() + "." + constant.asText() + ": removed or renamed (expected: kept for ever)");
                }
            }
        });
        return breaks;
    }

    private static void sameVersion(String type, JsonNode before, JsonNode after, List<String> breaks) {
        before.properties().forEach(old -> {
            JsonNode now = after.get(old.getKey());
            if (!old.getValue().equals(now)) {
                breaks.add(type + "." + old.getKey() + ": " + (now == null ? "removed or renamed" : now.asText())
                        + " (expected: " + old.getValue().asText() + ", or a higher version and an upcaster)");
            }
        });
        for (Map.Entry<String, JsonNode> now : after.properties()) {
            if (!before.has(now.getKey()) && !now.getValue().asText().endsWith("?")) {
                breaks.add(type + "." + now.getKey()
                        + ": new and always there (expected: @Nullable, or a higher version" + " and an upcaster)");
            }
        }
    }

    private static String name(AnnotatedType type) {
        String suffix = type.isAnnotationPresent(Nullable.class) ? "?" : "";
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType();
            return Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                            .map(EventSchema::name)
                            .collect(Collectors.joining(",", raw.getSimpleName() + "<", ">"))
                    + suffix;
        }
        return ((Class<?>) type.getType()).getSimpleName() + suffix;
    }

    private static ArrayNode constants(Class<?> type) {
        ArrayNode constants = JsonNodeFactory.instance.arrayNode();
        for (Object constant : type.getEnumConstants()) {
            constants.add(((Enum<?>) constant).name());
        }
        return constants;
    }
}
