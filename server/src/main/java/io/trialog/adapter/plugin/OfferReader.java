package io.trialog.adapter.plugin;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * Asks one plugin what it brings, every question on a thread of the plugin's own. All methods wait for the plugin, at most
 * for the time budget of each question, and throw {@link PluginFailure}.
 */
final class OfferReader implements AutoCloseable {

    /** For each question, unless the caller knows better. */
    static final Duration BUDGET = Duration.ofSeconds(30);

    private final String plugin;
    private final PluginThread thread;
    private final Duration budget;

    OfferReader(String plugin, ClassLoader classLoader, Duration budget) {
        this.plugin = plugin;
        this.thread = new PluginThread(plugin, "load", classLoader);
        this.budget = budget;
    }

    /** The plugin classes that the class loader's service files name; loaded, but none of their code has run. */
    List<ServiceLoader.Provider<Plugin>> providers(ClassLoader classLoader) {
        return ask(
                "META-INF/services/" + Plugin.class.getName(),
                () -> ServiceLoader.load(Plugin.class, classLoader).stream().toList());
    }

    /** Why this plugin class cannot be used; empty when it can. */
    Optional<String> refusal(Class<? extends Plugin> type) {
        return ask(
                "@SpiVersion",
                () -> SpiCompatibility.ofServer().refusal(type.getName(), type.getAnnotation(SpiVersion.class)));
    }

    /** Makes the plugin object. */
    Plugin create(ServiceLoader.Provider<Plugin> provider) {
        return ask("new " + provider.type().getName() + "()", () -> instantiate(provider));
    }

    /** Everything that the plugin brings, with what each factory says about itself. */
    Offer read(Plugin object, LoadedPlugin loaded) {
        return new Offer(
                loaded,
                describe("tuners()", object::tuners, Provided::tuner, loaded),
                describe("assessors()", object::assessors, Provided::assessor, loaded),
                describe("trainingServices()", object::trainingServices, Provided::trainingService, loaded));
    }

    @Override
    public void close() {
        thread.close();
    }

    private static Plugin instantiate(ServiceLoader.Provider<Plugin> provider) throws Exception {
        try {
            return provider.get();
        } catch (ServiceConfigurationError wrapped) {
            // "Could not be instantiated" is what the call's name says already: tell what the constructor threw.
            if (wrapped.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            if (wrapped.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw wrapped;
        }
    }

    private <F> List<Provided<F>> describe(
            String method,
            Callable<List<F>> factories,
            BiFunction<F, LoadedPlugin, Provided<F>> description,
            LoadedPlugin loaded) {
        List<F> found = ask(method, () -> List.copyOf(Objects.requireNonNull(factories.call(), "returned null")));
        List<Provided<F>> described = new ArrayList<>();
        for (F factory : found) {
            described.add(ask(method + ", " + factory.getClass().getName(), () -> description.apply(factory, loaded)));
        }
        return described;
    }

    private <T> T ask(String what, Callable<T> question) {
        try {
            return thread.call(what, budget, question).join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            // While it is loaded a plugin has nobody's input to refuse, so its refusals are failures, too.
            throw cause instanceof PluginFailure failure ? failure : PluginFailure.thrown(plugin, what, cause);
        }
    }
}
