package io.trialog.adapter.plugin;

import io.trialog.spi.option.OptionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that configurations can name, with its options, as plain data: what {@code GET /api/v1/algorithms} answers. */
public final class AlgorithmList {

    private AlgorithmList() {}

    /** {@code {"tuners": [...], "assessors": [...], "trainingServices": [...]}}, each by name. */
    public static Map<String, @Nullable Object> of(PluginCatalog catalog) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("tuners", all(catalog.tuners()));
        all.put("assessors", all(catalog.assessors()));
        all.put("trainingServices", all(catalog.trainingServices()));
        return all;
    }

    private static List<Map<String, @Nullable Object>> all(Factories<?> factories) {
        return factories.all().stream().map(AlgorithmList::algorithm).toList();
    }

    private static Map<String, @Nullable Object> algorithm(Provided<?> provided) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", provided.name());
        map.put("aliases", provided.aliases());
        map.put("description", provided.description());
        map.put("plugin", provided.plugin().name());
        map.put("pluginVersion", provided.plugin().version());
        map.put("profile", provided.profile().texts());
        map.put("options", options(provided.options().specs()));
        return map;
    }

    private static List<Map<String, @Nullable Object>> options(List<OptionSpec> specs) {
        return specs.stream().map(AlgorithmList::option).toList();
    }

    private static Map<String, @Nullable Object> option(OptionSpec spec) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", spec.name());
        map.put("type", spec.kind().name().toLowerCase(Locale.ROOT));
        map.put("default", spec.defaultValue().orElse(null));
        map.put("required", spec.isRequired());
        map.put("expected", spec.expectation());
        map.put("description", spec.description());
        map.put("words", spec.words());
        map.put("options", options(spec.members()));
        return map;
    }
}
