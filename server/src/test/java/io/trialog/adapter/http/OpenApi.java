package io.trialog.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the API, and what of its schemas answers are held against. */
final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Map<String, Object> root;

    private OpenApi(Map<String, Object> root) {
        this.root = root;
    }

    static OpenApi load() {
        try (InputStream in = HttpServerAdapter.class.getResourceAsStream("openapi.yaml")) {
            return new OpenApi(object(new Load(LoadSettings.builder().build()).loadFromInputStream(in)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Operation id to "METHOD /path". */
    Map<String, String> operations() {
        Map<String, String> operations = new TreeMap<>();
        object(root.get("paths"))
                .forEach((path, item) -> object(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.put(
                                String.valueOf(object(operation).get("operationId")),
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                    }
                }));
        return operations;
    }

    /** The schema of an answer in JSON. */
    Map<String, Object> answerSchema(String operationId, int status) {
        String[] place = operations().get(operationId).split(" ", 2);
        Map<String, Object> operation = object(
                object(object(root.get("paths")).get(place[1])).get(place[0].toLowerCase(java.util.Locale.ROOT)));
        Object response = object(operation.get("responses")).get(String.valueOf(status));
        if (response == null) {
            throw new AssertionError(operationId + " does not describe an answer with status " + status);
        }
        Map<String, Object> content = object(resolved(object(response)).get("content"));
        return object(object(content.values().iterator().next()).get("schema"));
    }

    Map<String, Object> schema(String name) {
        return object(object(object(root.get("components")).get("schemas")).get(name));
    }

    /** How a value differs from a schema; empty when it does not. Knows what the description uses, no more. */
    List<String> problems(Map<String, Object> schema, JsonNode value, String path) {
        Map<String, Object> own = resolved(schema);
        List<String> problems = new ArrayList<>();
        if (own.get("oneOf") instanceof List<?> choices) {
            long matching = choices.stream()
                    .filter(choice -> problems(object(choice), value, path).isEmpty())
                    .count();
            return matching == 1 ? List.of() : List.of(path + ": " + value + " matches " + matching + " of " + choices);
        }
        if (own.get("type") != null && types(own).stream().noneMatch(type -> isOf(type, value))) {
            return List.of(path + ": " + value + " (expected: " + own.get("type") + ")");
        }
        if (own.get("enum") instanceof List<?> names && !names.contains(value.asText())) {
            problems.add(path + ": " + value + " (expected: " + names + ")");
        }
        if (value.isObject()) {
            checkObject(own, value, path, problems);
        } else if (value.isArray() && own.get("items") != null) {
            for (int i = 0; i < value.size(); i++) {
                problems.addAll(problems(object(own.get("items")), value.get(i), path + "[" + i + "]"));
            }
        }
        return problems;
    }

    private void checkObject(Map<String, Object> schema, JsonNode value, String path, List<String> problems) {
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !value.has(String.valueOf(name)))
                    .forEach(name -> problems.add(path + "." + name + ": missing"));
        }
        Map<String, Object> known = object(schema.get("properties"));
        Map<String, Object> others = object(schema.get("additionalProperties"));
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            Object own = known.get(property.getKey());
            if (own != null) {
                problems.addAll(problems(object(own), property.getValue(), path + "." + property.getKey()));
            } else if (!others.isEmpty()) {
                problems.addAll(problems(others, property.getValue(), path + "." + property.getKey()));
            } else if (!known.isEmpty()) {
                problems.add(path + "." + property.getKey() + ": not described");
            }
        }
    }

    private static List<String> types(Map<String, Object> schema) {
        Object type = schema.get("type");
        return type instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(type));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("unknown type " + type);
        };
    }

    private Map<String, Object> resolved(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<String, Object> found = root;
        for (String name : reference.substring(2).split("/")) {
            found = object(found.get(name));
        }
        if (found.isEmpty()) {
            throw new AssertionError("unknown reference " + reference);
        }
        return found;
    }

    static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> object.put(String.valueOf(key), element));
        }
        return object;
    }
}
