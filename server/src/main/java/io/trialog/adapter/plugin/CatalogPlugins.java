package io.trialog.adapter.plugin;

import io.trialog.port.GuestFailure;
import io.trialog.port.GuestThread;
import io.trialog.port.Plugins;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The core's view of a {@link PluginCatalog}: factories by name, and threads for what they make. Any thread. */
public final class CatalogPlugins implements Plugins, GuestThread.Source {

    private final PluginCatalog catalog;

    /** A view of this catalog. */
    public CatalogPlugins(PluginCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<TunerFactory> tuner(String name) {
        return catalog.tuner(name).map(Provided::factory);
    }

    @Override
    public Optional<AssessorFactory> assessor(String name) {
        return catalog.assessor(name).map(Provided::factory);
    }

    @Override
    public Optional<TrainingServiceFactory> trainingService(String platform) {
        return catalog.trainingService(platform).map(Provided::factory);
    }

    @Override
    public List<String> tunerNames() {
        return catalog.tuners().names();
    }

    @Override
    public List<String> assessorNames() {
        return catalog.assessors().names();
    }

    @Override
    public List<String> trainingServiceNames() {
        return catalog.trainingServices().names();
    }

    @Override
    public String originOf(Object factory) {
        LoadedPlugin plugin = pluginOf(factory);
        return plugin.name() + " " + plugin.version();
    }

    @Override
    public GuestThread open(Object factory, String name) {
        return new Guest(PluginThread.of(pluginOf(factory), name));
    }

    /** What configurations call a factory. */
    public String nameOf(Object factory) {
        return providedOf(factory).name();
    }

    private LoadedPlugin pluginOf(Object factory) {
        return providedOf(factory).plugin();
    }

    private Provided<?> providedOf(Object factory) {
        return Stream.of(
                        catalog.tuners().all(),
                        catalog.assessors().all(),
                        catalog.trainingServices().all())
                .flatMap(List::stream)
                .filter(provided -> provided.factory() == factory)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(factory + " (expected: a factory of this catalog)"));
    }

    private record Guest(PluginThread thread) implements GuestThread {

        @Override
        public <T> CompletableFuture<T> call(String what, Duration budget, Callable<T> body) {
            return thread.call(what, budget, body).exceptionallyCompose(failure -> {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                return CompletableFuture.failedFuture(
                        cause instanceof PluginFailure plugin
                                ? new GuestFailure(String.valueOf(plugin.getMessage()), plugin.stackTraceText())
                                : cause);
            });
        }

        @Override
        public void close() {
            thread.close();
        }
    }
}
