package io.trialog.adapter.plugin;

import io.trialog.spi.SpiVersion;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.List;

/**
 * The classes of one plugin: the JDK's, the plugin interface's and those of its own jars, and nothing of the server or of
 * other plugins. So a plugin may bring any version of any library.
 *
 * <p>The parent is the platform loader, not the server's. The packages that both sides must mean the same types by come
 * from the server's loader, also when the plugin bundles a copy of them. Resources of these packages are not shared:
 * {@link java.util.ServiceLoader} and {@link #getResources} find the plugin's own only.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Every addition is a library whose version plugins can no longer choose. */
    private static final List<String> SHARED_PACKAGES = List.of("io.trialog.spi.", "org.jspecify.");

    private final ClassLoader server;

    PluginClassLoader(String pluginName, Collection<URL> jars, ClassLoader server) {
        super("plugin-" + pluginName, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.server = server;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name) ? loadShared(name) : super.loadClass(name, resolve);
    }

    /** Whether a jar of the plugin carries its own copy of the plugin interface, which is then not used. */
    boolean bundlesInterface() {
        return findResource("io/trialog/spi/Plugin.class") != null;
    }

    private static boolean isShared(String name) {
        return SHARED_PACKAGES.stream().anyMatch(name::startsWith);
    }

    private Class<?> loadShared(String name) throws ClassNotFoundException {
        try {
            return server.loadClass(name);
        } catch (ClassNotFoundException unexplained) {
            // Not kept as the cause: the root cause is what people are shown first, and this one says less.
            throw new ClassNotFoundException(name + " (not in this server's plugin interface " + SpiVersion.MAJOR + "."
                    + SpiVersion.MINOR + "; was the plugin built with another one?)");
        }
    }
}
