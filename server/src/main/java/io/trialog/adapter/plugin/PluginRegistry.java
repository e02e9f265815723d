package io.trialog.adapter.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects what plugins offer and makes sure that every name means one thing. Used by one thread. */
final class PluginRegistry {

    private final List<Offer> offers = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final List<PluginClassLoader> classLoaders = new ArrayList<>();
    private final Map<String, LoadedPlugin> tunerNames = new HashMap<>();
    private final Map<String, LoadedPlugin> assessorNames = new HashMap<>();
    private final Map<String, LoadedPlugin> trainingServiceNames = new HashMap<>();

    /** Takes a plugin in, or refuses all of it when it uses a name that is taken, perhaps by itself. */
    void add(Offer offer) {
        List<String> clashes = new ArrayList<>();
        Map<String, LoadedPlugin> tuners = claim("tuner", offer.tuners(), tunerNames, clashes);
        Map<String, LoadedPlugin> assessors = claim("assessor", offer.assessors(), assessorNames, clashes);
        Map<String, LoadedPlugin> services =
                claim("training service", offer.trainingServices(), trainingServiceNames, clashes);
        if (!clashes.isEmpty()) {
            LoadedPlugin plugin = offer.plugin();
            problems.add(
                    new PluginProblem(plugin.name(), plugin.origin(), String.join("; ", clashes), "", namesOf(offer)));
            return;
        }
        offers.add(offer);
        tunerNames.putAll(tuners);
        assessorNames.putAll(assessors);
        trainingServiceNames.putAll(services);
    }

    /** Notes why a plugin is not there. */
    void refuse(PluginProblem problem) {
        problems.add(problem);
    }

    /** Notes a class loader that is to be closed with the catalog. */
    void owns(PluginClassLoader classLoader) {
        classLoaders.add(classLoader);
    }

    PluginCatalog catalog() {
        return new PluginCatalog(offers, problems, classLoaders);
    }

    private static <F> Map<String, LoadedPlugin> claim(
            String kind, List<Provided<F>> factories, Map<String, LoadedPlugin> taken, List<String> clashes) {
        Map<String, LoadedPlugin> claimed = new HashMap<>();
        for (Provided<F> factory : factories) {
            List<String> keys =
                    factory.allNames().stream().map(Factories::key).distinct().toList();
            for (String key : keys) {
                LoadedPlugin owner = claimed.getOrDefault(key, taken.get(key));
                if (owner != null) {
                    clashes.add(kind + " '" + key + "' of " + factory.plugin() + " is already provided by " + owner
                            + " (expected: every name and alias once, regardless of case)");
                }
            }
            keys.forEach(key -> claimed.put(key, factory.plugin()));
        }
        return claimed;
    }

    private static List<String> namesOf(Offer offer) {
        return Stream.of(offer.tuners(), offer.assessors(), offer.trainingServices())
                .flatMap(List::stream)
                .flatMap(factory -> factory.allNames().stream())
                .distinct()
                .toList();
    }
}
