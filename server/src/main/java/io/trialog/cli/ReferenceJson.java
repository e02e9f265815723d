package io.trialog.cli;

import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigReference.Component;
import io.trialog.experiment.KeyDescription;
import io.trialog.spi.option.OptionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference for scripts. */
final class ReferenceJson {

    private ReferenceJson() {}

    static Map<String, @Nullable Object> of(ConfigReference reference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("keys", reference.keys().stream().map(ReferenceJson::key).toList());
        json.put("tuners", components(reference.tuners()));
        json.put("assessors", components(reference.assessors()));
        json.put("trainingServices", components(reference.trainingServices()));
        return json;
    }

    private static Map<String, @Nullable Object> key(KeyDescription key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", key.name());
        json.put("type", key.kind().text());
        json.put("expectation", key.expectation());
        json.put("words", key.words());
        json.put("mandatory", key.isMandatory());
        json.put("default", key.defaultValue());
        json.put("otherwise", key.otherwise());
        json.put("description", key.meaning());
        json.put("example", key.example());
        json.put("origin", key.origin().name().toLowerCase(Locale.ROOT));
        json.put("effect", key.effect().name().toLowerCase(Locale.ROOT));
        json.put("keys", key.members().stream().map(ReferenceJson::key).toList());
        return json;
    }

    private static List<Map<String, @Nullable Object>> components(List<Component> components) {
        return components.stream().map(ReferenceJson::component).toList();
    }

    private static Map<String, @Nullable Object> component(Component component) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", component.name());
        json.put("aliases", component.aliases());
        json.put("description", component.description());
        json.put(
                "options",
                component.options().stream().map(ReferenceJson::option).toList());
        return json;
    }

    private static Map<String, @Nullable Object> option(OptionSpec option) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", option.name());
        json.put("type", option.kind().name().toLowerCase(Locale.ROOT));
        json.put("expectation", option.expectation());
        json.put("words", option.words());
        json.put("mandatory", option.isRequired());
        json.put("default", option.defaultValue().orElse(null));
        json.put("description", option.description());
        json.put("options", option.members().stream().map(ReferenceJson::option).toList());
        return json;
    }
}
