package io.trialog.adapter.plugin;

import io.trialog.spi.Plugin;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a plugin from source, against the plugin interface and the libraries it brings and nothing else, and packs it as
 * its author would.
 */
public final class PluginJar {

    private static final String SERVICE_FILE = "META-INF/services/" + Plugin.class.getName();

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Kept open from one compilation to the next: opening the JDK's classes takes longest. */
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private final String fileName;
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    private PluginJar(String fileName) {
        this.fileName = fileName;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    static PluginJar named(String fileName) {
        return new PluginJar(fileName);
    }

    /** A project below {@code src/test/plugins}. */
    public static PluginJar ofProject(String project, String fileName) throws IOException {
        Path main = Path.of("src/test/plugins", project, "src/main");
        PluginJar jar = named(fileName);
        for (Path source : filesBelow(main.resolve("java"))) {
            jar.sources.add(new Source(source.toUri(), Files.readString(source)));
        }
        jar.filesOf(main.resolve("resources"));
        return jar;
    }

    /**
     * A plugin whose class is {@code test.NAME} and carries the right {@code @SpiVersion}.
     *
     * @param body the members of the class
     */
    public static PluginJar ofPlugin(String name, String body) {
        String version = "@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)";
        return ofPlugin(name, version, body);
    }

    static PluginJar ofPlugin(String name, String annotation, String body) {
        return named(name + ".jar")
                .source("test." + name, """
                        package test;
                        import io.trialog.spi.*;
                        import io.trialog.spi.assessor.*;
                        import io.trialog.spi.option.*;
                        import io.trialog.spi.training.*;
                        import io.trialog.spi.tuner.*;
                        import java.util.List;
                        %s
                        public final class %s implements Plugin {
                        %s
                        }
                        """.formatted(annotation, name, body))
                .service("test." + name);
    }

    /** The method {@code tuners()} of a plugin with one tuner, and that tuner's factory. */
    static String tuner(String name, String... aliases) {
        return """
                @Override public List<TunerFactory> tuners() {
                    return List.of(new TunerFactory() {
                        @Override public String name() { return "%s"; }
                        @Override public List<String> aliases() { return List.of(%s); }
                        @Override public String description() { return "Made for a test."; }
                        @Override public OptionSchema options() { return OptionSchema.none(); }
                        @Override public Tuner create(TunerContext context) {
                            throw new UnsupportedOperationException("never made");
                        }
                    });
                }
                """.formatted(
                name, Arrays.stream(aliases).map(alias -> '"' + alias + '"').collect(Collectors.joining(", ")));
    }

    PluginJar source(String className, String code) {
        sources.add(new Source(URI.create("string:///" + className.replace('.', '/') + ".java"), code));
        return this;
    }

    PluginJar service(String className) {
        resources.put(SERVICE_FILE, className.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PluginJar withoutServiceFile() {
        resources.remove(SERVICE_FILE);
        return this;
    }

    /** Compiles against a jar, which is not packed. */
    public PluginJar against(Path library) {
        libraries.add(library);
        return this;
    }

    /** Packs every file below a folder, or in a jar, too. */
    PluginJar filesOf(Path folderOrJar) throws IOException {
        if (Files.isDirectory(folderOrJar)) {
            read(folderOrJar);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(folderOrJar)) {
                read(jar.getPath("/"));
            }
        }
        return this;
    }

    public PluginJar implementationVersion(String version) {
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        return this;
    }

    /** Compiles, and writes the jar into a folder, which is made. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!sources.isEmpty()) {
            Path classes = Files.createTempDirectory(Path.of("target"), "plugin-classes");
            compileTo(classes);
            read(classes);
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve(fileName));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : resources.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }

    /** Where the plugin interface's classes are. */
    static Path pluginInterface() {
        try {
            return Path.of(Plugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void compileTo(Path classes) {
        String classPath = Stream.concat(Stream.of(pluginInterface()), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("-classpath", classPath, "-d", classes.toString(), "-proc:none");
        StringWriter messages = new StringWriter();
        if (!COMPILER.getTask(messages, FILES, null, options, null, sources).call()) {
            throw new IllegalStateException(fileName + " does not compile:\n" + messages);
        }
    }

    private void read(Path folder) throws IOException {
        for (Path file : filesBelow(folder)) {
            resources.put(
                    folder.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
        }
        resources.remove("META-INF/MANIFEST.MF");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(URI uri, String code) {
            super(uri, Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
