package io.trialog.cli;

import io.trialog.adapter.plugin.AlgorithmList;
import io.trialog.adapter.plugin.LoadedPlugin;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.plugin.PluginLoader;
import io.trialog.adapter.plugin.PluginProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads plugins to tell of them. */
final class LocalPlugins {

    private LocalPlugins() {}

    static Plugins load(List<Path> directories) {
        try (PluginCatalog catalog = new PluginLoader().load(directories)) {
            return new Plugins(
                    AlgorithmList.of(catalog),
                    catalog.plugins().stream()
                            .map(plugin -> json(plugin, catalog))
                            .toList(),
                    catalog.problems().stream().map(LocalPlugins::json).toList());
        }
    }

    private static Map<String, @Nullable Object> json(LoadedPlugin plugin, PluginCatalog catalog) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", plugin.name());
        json.put("version", plugin.version());
        json.put("class", plugin.className());
        json.put("origin", plugin.origin());
        json.put(
                "provides",
                Stream.of(
                                catalog.tuners().all(),
                                catalog.assessors().all(),
                                catalog.trainingServices().all())
                        .flatMap(List::stream)
                        .filter(provided -> provided.plugin().equals(plugin))
                        .map(provided -> provided.name())
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(PluginProblem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", problem.plugin());
        json.put("origin", problem.origin());
        json.put("message", problem.message());
        return json;
    }
}
