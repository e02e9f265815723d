package io.trialog.adapter.plugin;

import io.trialog.spi.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the plugins that come with the server and those that lie in {@code plugins/NAME/} folders, each of these in a class
 * loader of its own. A plugin that cannot be loaded never keeps the server or another plugin from starting: it becomes a
 * {@link PluginProblem} of the catalog, and a warning in the server's log.
 *
 * <p>Where two plugins want the same name the first wins: built-in ones, then the directories in the order given, then
 * folders by name.
 */
public final class PluginLoader {

    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

    private static final String SERVICE_FILE = "META-INF/services/" + Plugin.class.getName();

    private final ClassLoader server;
    private final Duration budget;

    /** A loader for this server. */
    public PluginLoader() {
        this(PluginLoader.class.getClassLoader(), OfferReader.BUDGET);
    }

    /**
     * A loader.
     *
     * @param server where the built-in plugins and the plugin interface are found
     * @param budget how long a plugin may take to answer each question
     */
    PluginLoader(ClassLoader server, Duration budget) {
        this.server = server;
        this.budget = budget;
    }

    /**
     * Loads everything. Waits for the plugins.
     *
     * @param pluginDirectories the {@code plugins/} directories of the installation and the data directory; one that does
     *     not exist counts as empty, one given twice is read once
     */
    public PluginCatalog load(List<Path> pluginDirectories) {
        PluginRegistry registry = new PluginRegistry();
        loadBuiltIns(registry);
        Map<String, String> origins = new HashMap<>(Map.of(LoadedPlugin.BUILT_IN, "the server itself"));
        List<Path> directories = pluginDirectories.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .distinct()
                .toList();
        for (Path directory : directories) {
            for (PluginFolder folder : foldersOf(directory, registry)) {
                String earlier = origins.putIfAbsent(Factories.key(folder.name()), folder.origin());
                if (earlier == null) {
                    load(folder, registry);
                } else {
                    registry.refuse(folder.problem("a plugin of this name is already there, from " + earlier));
                }
            }
        }
        PluginCatalog catalog = registry.catalog();
        report(catalog);
        return catalog;
    }

    private void loadBuiltIns(PluginRegistry registry) {
        String builtIn = LoadedPlugin.BUILT_IN;
        try {
            for (ServiceLoader.Provider<Plugin> provider : providers(builtIn, server)) {
                load(provider, builtIn, builtIn, server, registry);
            }
        } catch (PluginFailure failure) {
            registry.refuse(PluginProblem.of(builtIn, builtIn, failure));
        }
    }

    private void load(PluginFolder folder, PluginRegistry registry) {
        try {
            List<String> unfit = folder.unfitness();
            if (!unfit.isEmpty()) {
                registry.refuse(folder.problem(String.join("; ", unfit)));
                return;
            }
            PluginClassLoader classLoader = folder.open(server);
            registry.owns(classLoader);
            if (classLoader.bundlesInterface()) {
                LOG.info(
                        "The plugin carries its own copy of the plugin interface, which is not used; declare trialog-spi"
                                + " with scope 'provided' [plugin: {}, jars: {}]",
                        folder.name(),
                        folder.listing());
            }
            List<ServiceLoader.Provider<Plugin>> providers = providers(folder.name(), classLoader);
            if (providers.isEmpty()) {
                registry.refuse(folder.problem("no plugin class is named (expected: a file " + SERVICE_FILE
                        + " with the name of a class that implements " + Plugin.class.getName() + ", in one of: "
                        + folder.listing() + ")"));
            }
            for (ServiceLoader.Provider<Plugin> provider : providers) {
                load(provider, folder.name(), folder.origin(), classLoader, registry);
            }
        } catch (PluginFailure failure) {
            registry.refuse(PluginProblem.of(folder.name(), folder.origin(), failure));
        } catch (IOException e) {
            registry.refuse(folder.problem("cannot be read: " + e));
        }
    }

    private List<ServiceLoader.Provider<Plugin>> providers(String plugin, ClassLoader classLoader) {
        try (OfferReader reader = new OfferReader(plugin, classLoader, budget)) {
            return reader.providers(classLoader);
        }
    }

    private void load(
            ServiceLoader.Provider<Plugin> provider,
            String name,
            String origin,
            ClassLoader classLoader,
            PluginRegistry registry) {
        try (OfferReader reader = new OfferReader(name, classLoader, budget)) {
            Optional<String> refusal = reader.refusal(provider.type());
            if (refusal.isPresent()) {
                registry.refuse(new PluginProblem(name, origin, refusal.get(), "", List.of()));
                return;
            }
            Plugin plugin = reader.create(provider);
            registry.add(reader.read(plugin, LoadedPlugin.of(name, origin, plugin.getClass(), classLoader)));
        } catch (PluginFailure failure) {
            registry.refuse(PluginProblem.of(name, origin, failure));
        }
    }

    private static List<PluginFolder> foldersOf(Path directory, PluginRegistry registry) {
        if (Files.notExists(directory)) {
            return List.of();
        }
        String name = String.valueOf(directory.getFileName());
        try {
            for (Path jar : PluginFolder.jarsIn(directory)) {
                String file = jar.getFileName().toString();
                registry.refuse(new PluginProblem(
                        file,
                        directory.toString(),
                        "the jar lies in the directory itself (expected: in a folder of its own, such as "
                                + directory.resolve(file.substring(0, file.length() - ".jar".length())) + ")",
                        "",
                        List.of()));
            }
            return PluginFolder.allIn(directory);
        } catch (IOException e) {
            registry.refuse(new PluginProblem(
                    name, directory.toString(), e + " (expected: a readable directory)", "", List.of()));
            return List.of();
        }
    }

    private static void report(PluginCatalog catalog) {
        catalog.plugins().forEach(plugin -> LOG.info("Loaded {}", plugin));
        for (PluginProblem problem : catalog.problems()) {
            String trace = problem.stackTraceText();
            LOG.warn("{}{}", problem, trace.isEmpty() ? "" : System.lineSeparator() + trace);
        }
    }
}
