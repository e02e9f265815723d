package io.trialog.adapter.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder below {@code plugins/}: the jars of one plugin. */
final class PluginFolder {

    private final Path path;

    private PluginFolder(Path path) {
        this.path = path;
    }

    /** The jars that lie directly in a folder, in the order of their names. */
    static List<Path> jarsIn(Path folder) throws IOException {
        return sorted(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(".jar"))
                .toList();
    }

    /** The folders in a directory, in the order of their names, those with a leading dot left out. */
    static List<PluginFolder> allIn(Path directory) throws IOException {
        List<PluginFolder> folders = new ArrayList<>();
        for (Path path : sorted(directory)) {
            if (Files.isDirectory(path) && !path.getFileName().toString().startsWith(".")) {
                folders.add(new PluginFolder(path));
            }
        }
        return folders;
    }

    /**
     * Why no plugin can be loaded from here: no jars, or some that cannot be read, which the JDK's class loader would pass
     * over without a word.
     */
    List<String> unfitness() throws IOException {
        List<Path> jars = jarsIn(path);
        if (jars.isEmpty()) {
            return List.of("the folder holds no jar (expected: the plugin's jar and the jars that it needs)");
        }
        List<String> problems = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile readable = new JarFile(jar.toFile())) {
                readable.size();
            } catch (IOException e) {
                problems.add(jar.getFileName() + ": " + e.getMessage() + " (expected: a readable jar)");
            }
        }
        return problems;
    }

    /** Opens the jars, in the order of their names; what else lies in the folder is ignored. */
    PluginClassLoader open(ClassLoader server) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jarsIn(path)) {
            urls.add(jar.toUri().toURL());
        }
        return new PluginClassLoader(name(), urls, server);
    }

    String name() {
        return path.getFileName().toString();
    }

    String origin() {
        return path.toString();
    }

    /** The jars' names for error messages. */
    String listing() throws IOException {
        return jarsIn(path).stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "));
    }

    PluginProblem problem(String message) {
        return new PluginProblem(name(), origin(), message, "", List.of());
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
