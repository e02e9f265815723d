package io.trialog.cli;

import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigReference.Component;
import io.trialog.experiment.KeyDescription;
import io.trialog.experiment.KeyDescription.Effect;
import io.trialog.spi.option.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reference as a JSON Schema (draft 7, which editors know). It helps while somebody writes, in the documented spelling of
 * keys; what the server accepts is more, and what it checks, too.
 */
final class ReferenceSchema {

    private static final String DURATION = "^\\s*([0-9]+(\\.[0-9]*)?|\\.[0-9]+)\\s*[dhmsDHMS]\\s*$";

    private final ConfigReference reference;

    private ReferenceSchema(ConfigReference reference) {
        this.reference = reference;
    }

    static Map<String, @Nullable Object> of(ConfigReference reference) {
        return new ReferenceSchema(reference).root();
    }

    private Map<String, @Nullable Object> root() {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Trialog experiment");
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        reference.keys().forEach(key -> properties.put(key.name(), key(key)));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, @Nullable Object> key(KeyDescription key) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("description", key.meaning() + " (" + key.expectation() + ")");
        if (key.effect() == Effect.NO_EFFECT) {
            schema.put("deprecated", true);
        }
        if (key.defaultValue() != null) {
            schema.put("default", key.defaultValue());
        }
        switch (key.kind()) {
            case TEXT, PATH -> schema.put("type", optional("string"));
            case INTEGER -> schema.put("type", optional("integer"));
            case FLAG -> schema.put("type", optional("boolean"));
            case DURATION ->
                schema.put(
                        "anyOf",
                        List.of(Map.of("type", optional("integer")), Map.of("type", "string", "pattern", DURATION)));
            case WORD -> schema.put("enum", optional(key.words()));
            case INTEGERS ->
                schema.put(
                        "anyOf",
                        List.of(
                                Map.of("type", optional("integer")),
                                Map.of("type", "array", "items", Map.of("type", "integer"))));
            case TEXTS ->
                schema.put(
                        "anyOf",
                        List.of(
                                Map.of("type", optional("string")),
                                Map.of("type", "array", "items", Map.of("type", "string"))));
            case SPACE, OPTIONS -> schema.put("type", optional("object"));
            case LIST -> {
                schema.put("type", optional("array"));
                schema.put("items", object(key.members()));
            }
            case MAPPING -> mapping(schema, key);
            case ALGORITHM ->
                algorithm(schema, key.name().equals("tuner") ? reference.tuners() : reference.assessors());
            case ANY -> {}
        }
        return schema;
    }

    private void mapping(Map<String, @Nullable Object> schema, KeyDescription key) {
        if (!key.name().equals("trainingService")) {
            schema.putAll(object(key.members()));
            schema.put("type", optional("object"));
            return;
        }
        List<Object> choices = new ArrayList<>();
        choices.add(Map.of("enum", optional(names(reference.trainingServices()))));
        for (Component service : reference.trainingServices()) {
            Map<String, @Nullable Object> object = object(key.members());
            Map<String, @Nullable Object> properties = properties(key.members());
            properties.put("platform", Map.of("const", service.name()));
            ConfigReference.foreignServiceKeys().forEach(foreign -> properties.put(foreign.name(), key(foreign)));
            service.options().forEach(option -> {
                properties.put(option.name(), option(option));
                properties.put(camelCase(option.name()), option(option));
            });
            object.put("properties", properties);
            choices.add(object);
        }
        schema.put("anyOf", choices);
    }

    private void algorithm(Map<String, @Nullable Object> schema, List<Component> components) {
        List<Object> choices = new ArrayList<>();
        choices.add(Map.of("enum", optional(names(components))));
        for (Component component : components) {
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
            component.options().forEach(option -> arguments.put(option.name(), option(option)));
            arguments.put("optimize_mode", Map.of("enum", List.of("minimize", "maximize")));
            arguments.putIfAbsent("seed", Map.of("type", "integer"));
            Map<String, @Nullable Object> properties = new LinkedHashMap<>();
            List<String> names = new ArrayList<>(component.aliases());
            names.add(0, component.name());
            properties.put("name", Map.of("enum", names, "description", component.description()));
            properties.put(
                    "classArgs",
                    Map.of("type", optional("object"), "properties", arguments, "additionalProperties", false));
            choices.add(Map.of(
                    "type",
                    "object",
                    "required",
                    List.of("name"),
                    "properties",
                    properties,
                    "additionalProperties",
                    false));
        }
        schema.put("anyOf", choices);
    }

    private Map<String, @Nullable Object> object(List<KeyDescription> members) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties(members));
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, @Nullable Object> properties(List<KeyDescription> members) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        members.forEach(member -> properties.put(member.name(), key(member)));
        return properties;
    }

    private static Map<String, @Nullable Object> option(OptionSpec option) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("description", option.description() + " (" + option.expectation() + ")");
        option.defaultValue().ifPresent(value -> schema.put("default", value));
        switch (option.kind()) {
            case INTEGER -> schema.put("type", optional("integer"));
            case NUMBER -> schema.put("type", optional("number"));
            case TEXT -> schema.put("type", optional("string"));
            case FLAG -> schema.put("type", optional("boolean"));
            case WORD -> schema.put("enum", optional(option.words()));
            case INTEGERS -> {
                schema.put("type", List.of("array", "integer", "string", "null"));
                schema.put("items", Map.of("type", "integer"));
            }
            case GROUP -> {
                Map<String, @Nullable Object> properties = new LinkedHashMap<>();
                option.members().forEach(member -> properties.put(member.name(), option(member)));
                schema.put("type", optional("object"));
                schema.put("properties", properties);
                schema.put("additionalProperties", false);
            }
        }
        return schema;
    }

    /** A null value counts as not given. */
    private static List<String> optional(String type) {
        return List.of(type, "null");
    }

    private static List<@Nullable Object> optional(List<String> words) {
        List<@Nullable Object> all = new ArrayList<>(words);
        all.add(null);
        return all;
    }

    private static List<String> names(List<Component> components) {
        List<String> names = new ArrayList<>();
        components.forEach(component -> {
            names.add(component.name());
            names.addAll(component.aliases());
        });
        return names;
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < snake.length(); i++) {
            boolean begins = i > 0 && snake.charAt(i - 1) == '_';
            if (snake.charAt(i) != '_') {
                camel.append(begins ? Character.toUpperCase(snake.charAt(i)) : snake.charAt(i));
            }
        }
        return camel.toString();
    }
}
