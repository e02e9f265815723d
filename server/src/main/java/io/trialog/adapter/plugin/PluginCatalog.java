package io.trialog.adapter.plugin;

import io.trialog.spi.Plugin;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Everything that plugins provide, built-in ones included, and what is wrong with those that could not be loaded.
 * Immutable; may be used by any thread.
 */
public final class PluginCatalog implements AutoCloseable {

    private static final String EMBEDDED = "embedded";

    private final List<LoadedPlugin> plugins;
    private final List<PluginProblem> problems;
    private final Factories<TunerFactory> tuners;
    private final Factories<AssessorFactory> assessors;
    private final Factories<TrainingServiceFactory> trainingServices;
    private final List<Closeable> classLoaders;

    PluginCatalog(List<Offer> offers, List<PluginProblem> problems, List<? extends Closeable> classLoaders) {
        this.plugins = offers.stream().map(Offer::plugin).toList();
        this.problems = List.copyOf(problems);
        this.tuners = new Factories<>(
                "tuner",
                offers.stream().flatMap(offer -> offer.tuners().stream()).toList(),
                problems);
        this.assessors = new Factories<>(
                "assessor",
                offers.stream().flatMap(offer -> offer.assessors().stream()).toList(),
                problems);
        this.trainingServices = new Factories<>(
                "training service",
                offers.stream()
                        .flatMap(offer -> offer.trainingServices().stream())
                        .toList(),
                problems);
        this.classLoaders = List.copyOf(classLoaders);
    }

    /**
     * A catalog of plugin objects that the caller made itself: for programs that embed the server, and for tests.
     *
     * @throws PluginFailure when one of them throws
     * @throws IllegalArgumentException when two provide the same name
     */
    public static PluginCatalog of(Plugin... plugins) {
        PluginRegistry registry = new PluginRegistry();
        for (Plugin plugin : plugins) {
            Class<? extends Plugin> type = plugin.getClass();
            ClassLoader classLoader = type.getClassLoader();
            try (OfferReader reader = new OfferReader(EMBEDDED, classLoader, OfferReader.BUDGET)) {
                registry.add(reader.read(plugin, LoadedPlugin.of(EMBEDDED, "made by the program", type, classLoader)));
            }
        }
        PluginCatalog catalog = registry.catalog();
        if (!catalog.problems.isEmpty()) {
            throw new IllegalArgumentException(catalog.problems.toString());
        }
        return catalog;
    }

    /** The tuner of this name or alias, regardless of case. */
    public Optional<Provided<TunerFactory>> tuner(String name) {
        return tuners.find(name);
    }

    /** The assessor of this name or alias, regardless of case. */
    public Optional<Provided<AssessorFactory>> assessor(String name) {
        return assessors.find(name);
    }

    /** The training service of this platform name, regardless of case. */
    public Optional<Provided<TrainingServiceFactory>> trainingService(String platform) {
        return trainingServices.find(platform);
    }

    /** All tuners, and the error text for one that does not exist. */
    public Factories<TunerFactory> tuners() {
        return tuners;
    }

    /** All assessors, and the error text for one that does not exist. */
    public Factories<AssessorFactory> assessors() {
        return assessors;
    }

    /** All training services, and the error text for one that does not exist. */
    public Factories<TrainingServiceFactory> trainingServices() {
        return trainingServices;
    }

    /** What was loaded, in order. */
    public List<LoadedPlugin> plugins() {
        return plugins;
    }

    /** What was not loaded, and why. */
    public List<PluginProblem> problems() {
        return problems;
    }

    /** Frees the jars. To be called when no object of a plugin is in use any more. */
    @Override
    public void close() {
        for (Closeable classLoader : classLoaders) {
            try {
                classLoader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
