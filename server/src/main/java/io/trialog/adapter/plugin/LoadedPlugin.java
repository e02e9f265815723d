package io.trialog.adapter.plugin;

/**
 * A plugin that is there to be used.
 *
 * @param name the folder's name; {@value #BUILT_IN} for what comes with the server
 * @param origin where it came from, for people: the folder's path, or {@value #BUILT_IN}
 * @param className the class that implements {@link io.trialog.spi.Plugin}
 * @param version the version of the jar that holds this class; {@code unknown} when nothing tells it
 * @param classLoader sees what the plugin may see
 */
public record LoadedPlugin(String name, String origin, String className, String version, ClassLoader classLoader) {

    /** The name of all plugins that come with the server; no folder may have it. */
    public static final String BUILT_IN = "built-in";

    static LoadedPlugin of(String name, String origin, Class<?> type, ClassLoader classLoader) {
        return new LoadedPlugin(name, origin, type.getName(), PluginVersion.of(type), classLoader);
    }

    @Override
    public String toString() {
        return "plugin '" + name + "' (" + className + " " + version + ", " + origin + ")";
    }
}
