package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PluginLoaderTest {

    /** A server without built-in plugins, unless a test packs one. */
    @TempDir
    private Path installation;

    @TempDir
    private Path data;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void watchLog() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void leaveLog() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    @Test
    void shouldLoadNothingFromDirectoriesThatDoNotExist() {
        // when
        PluginCatalog catalog = load(data.resolve("no"), data.resolve("such"));

        // then
        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.problems()).isEmpty();
    }

    @Test
    void shouldLoadBuiltInsFirstThenFoldersByName() throws IOException {
        // given
        PluginJar.ofPlugin("Core", PluginJar.tuner("Core")).writeTo(installation);
        PluginJar.ofPlugin("B", PluginJar.tuner("B")).writeTo(data.resolve("b"));
        PluginJar.ofPlugin("A", PluginJar.tuner("A")).writeTo(data.resolve("a"));
        Files.writeString(data.resolve("README.txt"), "not a plugin");
        Files.createDirectories(data.resolve(".trash"));

        // when
        PluginCatalog catalog = load(data);

        // then
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.tuners().names()).containsExactly("Core", "A", "B");
        assertThat(catalog.plugins()).extracting(LoadedPlugin::name).containsExactly(LoadedPlugin.BUILT_IN, "a", "b");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("Loaded plugin 'a' (test.A unknown, " + data.resolve("a") + ")");
    }

    @Test
    void shouldLoadAPluginThatBundlesThePluginInterfaceAndHintAtTheScope() throws IOException {
        // given
        PluginJar.ofPlugin("Fat", PluginJar.tuner("Fat"))
                .filesOf(PluginJar.pluginInterface())
                .writeTo(data.resolve("fat"));

        // when
        PluginCatalog catalog = load(data);

        // then
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.tuner("fat")).isPresent();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.INFO)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(text ->
                        text.contains("declare trialog-spi with scope 'provided' [plugin: fat, jars: Fat.jar]"));
    }

    @Test
    void shouldTakeTheVersionFromTheManifestOrElseFromTheFileName() throws IOException {
        // given
        PluginJar.ofPlugin("Declared", PluginJar.tuner("Declared"))
                .implementationVersion("2.1.0-beta")
                .writeTo(data.resolve("declared"));
        PluginJar.named("my-tuner-3.0.1.jar").filesOf(jarOf("Named")).writeTo(data.resolve("named"));

        // when
        PluginCatalog catalog = load(data);

        // then
        assertThat(catalog.plugins()).extracting(LoadedPlugin::version).containsExactly("2.1.0-beta", "3.0.1");
    }

    @Test
    void shouldReadADirectoryOnceThatIsGivenTwice() throws IOException {
        // given
        PluginJar.ofPlugin("A", PluginJar.tuner("A")).writeTo(data.resolve("a"));

        // when
        PluginCatalog catalog = load(data, data.resolve("a").resolve(".."));

        // then
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.tuners().names()).containsExactly("A");
    }

    @Nested
    class Refusals {

        @Test
        void shouldRefuseAnotherMajorVersionBeforeAnyCodeOfThePluginRuns() throws IOException {
            // given
            PluginJar.ofPlugin("Old", "@SpiVersion(major = 99, minor = 0)", throwing("constructed"))
                    .writeTo(data.resolve("old"));

            // when / then
            assertThat(onlyProblem().message())
                    .startsWith("test.Old was built with plugin interface 99.0 (expected: " + SpiVersion.MAJOR + "."
                            + SpiVersion.MINOR)
                    .doesNotContain("constructed");
        }

        @Test
        void shouldRefuseANewerMinorVersion() throws IOException {
            // given
            PluginJar.ofPlugin(
                            "Newer",
                            "@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR + 1)",
                            PluginJar.tuner("Newer"))
                    .writeTo(data.resolve("newer"));

            // when / then
            assertThat(onlyProblem().message()).contains("the plugin needs a newer server");
        }

        @Test
        void shouldRefuseAPluginWithoutVersion() throws IOException {
            // given
            PluginJar.ofPlugin("Bare", "", PluginJar.tuner("Bare")).writeTo(data.resolve("bare"));

            // when / then
            assertThat(onlyProblem().message()).contains("test.Bare").contains("expected: @SpiVersion(");
        }

        @Test
        void shouldNameTheMissingServiceFileAndTheJars() throws IOException {
            // given
            Path folder = data.resolve("mute");
            PluginJar.ofPlugin("Mute", PluginJar.tuner("Mute"))
                    .withoutServiceFile()
                    .writeTo(folder);
            Files.copy(folder.resolve("Mute.jar"), folder.resolve("more.jar"));

            // when / then
            assertThat(onlyProblem())
                    .hasToString(
                            "plugin 'mute' (" + folder + ") was not loaded: no plugin class is named (expected: a file"
                                    + " META-INF/services/io.trialog.spi.Plugin with the name of a class that implements"
                                    + " io.trialog.spi.Plugin, in one of: Mute.jar, more.jar)");
        }

        @Test
        void shouldRefuseAServiceFileThatNamesNoClass() throws IOException {
            // given
            PluginJar.ofPlugin("Typo", PluginJar.tuner("Typo"))
                    .service("test.Typpo")
                    .writeTo(data.resolve("typo"));

            // when / then
            assertThat(onlyProblem().message())
                    .startsWith("META-INF/services/io.trialog.spi.Plugin: ")
                    .contains("test.Typpo not found");
        }

        @Test
        void shouldRefuseAFolderWithoutJars() throws IOException {
            // given
            Files.createDirectories(data.resolve("empty"));

            // when / then
            assertThat(onlyProblem().message()).startsWith("the folder holds no jar");
        }

        @Test
        void shouldRefuseAJarThatCannotBeRead() throws IOException {
            // given
            Path folder = data.resolve("cut");
            PluginJar.ofPlugin("Cut", PluginJar.tuner("Cut")).writeTo(folder);
            Files.writeString(folder.resolve("library.jar"), "half a download");

            // when / then
            assertThat(onlyProblem().message()).startsWith("library.jar: ").endsWith("(expected: a readable jar)");
        }

        @Test
        void shouldSayWhereAJarBelongsThatLiesInTheDirectoryItself() throws IOException {
            // given
            PluginJar.ofPlugin("Lost", PluginJar.tuner("Lost")).writeTo(data);

            // when / then
            assertThat(onlyProblem().message())
                    .contains("expected: in a folder of its own, such as " + data.resolve("Lost"));
        }

        @Test
        void shouldRefuseAFileInPlaceOfTheDirectory() throws IOException {
            // given
            Path file = Files.writeString(data.resolve("plugins"), "");

            // when
            PluginCatalog catalog = load(file);

            // then
            assertThat(catalog.problems())
                    .singleElement()
                    .extracting(PluginProblem::message)
                    .asString()
                    .contains("expected: a readable directory");
        }

        @Test
        void shouldRefuseAFolderNameThatIsTakenAlready() throws IOException {
            // given
            PluginJar.ofPlugin("One", PluginJar.tuner("One")).writeTo(installation.resolve("plugins/mine"));
            PluginJar.ofPlugin("Two", PluginJar.tuner("Two")).writeTo(data.resolve("Mine"));

            // when
            PluginCatalog catalog = load(installation.resolve("plugins"), data);

            // then
            assertThat(catalog.tuners().names()).containsExactly("One");
            assertThat(catalog.problems())
                    .extracting(PluginProblem::message)
                    .containsExactly(
                            "a plugin of this name is already there, from " + installation.resolve("plugins/mine"));
        }

        @Test
        void shouldRefuseANameThatABuiltInAlreadyHasAndNameBoth() throws IOException {
            // given
            PluginJar.ofPlugin("Core", PluginJar.tuner("TPE", "bayes")).writeTo(installation);
            PluginJar.ofPlugin("Mine", PluginJar.tuner("Mine", "Bayes")).writeTo(data.resolve("mine"));

            // when / then
            PluginProblem problem = onlyProblem();
            assertThat(problem.message())
                    .isEqualTo("tuner 'bayes' of plugin 'mine' (test.Mine unknown, " + data.resolve("mine")
                            + ") is already provided by plugin 'built-in' (test.Core unknown, built-in) (expected: every"
                            + " name and alias once, regardless of case)");
            assertThat(problem.names()).containsExactly("Mine", "Bayes");
        }
    }

    @Nested
    class BrokenPlugins {

        @BeforeEach
        void installAGoodOne() throws IOException {
            PluginJar.ofPlugin("Good", PluginJar.tuner("Good")).writeTo(data.resolve("good"));
        }

        @Test
        void shouldReportAConstructorThatThrows() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", throwing("no licence")).writeTo(data.resolve("bad"));

            // when
            PluginProblem problem = problemBesideTheGoodOne();

            // then
            assertThat(problem.plugin()).isEqualTo("bad");
            assertThat(problem.message()).isEqualTo("new test.Bad(): java.lang.IllegalStateException: no licence");
            assertThat(problem.stackTraceText()).contains("at plugin-bad//test.Bad.<init>(Bad.java:");
            assertThat(log.list)
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("plugin 'bad'")
                    .contains("at plugin-bad//test.Bad.<init>(Bad.java:");
        }

        @Test
        void shouldReportAMethodThatThrows() throws IOException {
            // given
            PluginJar.ofPlugin(
                            "Bad",
                            "@Override public List<AssessorFactory> assessors() { throw new StackOverflowError(); }")
                    .writeTo(data.resolve("bad"));

            // when / then
            assertThat(problemBesideTheGoodOne().message()).isEqualTo("assessors(): java.lang.StackOverflowError");
        }

        @Test
        void shouldReportAMethodThatReturnsNull() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", "@Override public List<TunerFactory> tuners() { return null; }")
                    .writeTo(data.resolve("bad"));

            // when / then
            assertThat(problemBesideTheGoodOne().message())
                    .startsWith("tuners(): ")
                    .endsWith("returned null");
        }

        @Test
        void shouldReportAFactoryWithoutName() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", PluginJar.tuner(" ")).writeTo(data.resolve("bad"));

            // when / then
            assertThat(problemBesideTheGoodOne().message())
                    .startsWith("tuners(), test.Bad$1: ")
                    .endsWith("(expected: not blank)");
        }

        @Test
        void shouldReportAMissingLibrary() throws IOException {
            // given
            Path library = installation.resolve("library");
            PluginJar.named("needed.jar")
                    .source("lib.Needed", "package lib; public class Needed { public static void use() {} }")
                    .writeTo(library);
            PluginJar.ofPlugin("Bad", "public Bad() { lib.Needed.use(); }")
                    .against(library.resolve("needed.jar"))
                    .writeTo(data.resolve("bad"));

            // when / then
            assertThat(problemBesideTheGoodOne().message())
                    .isEqualTo("new test.Bad(): java.lang.NoClassDefFoundError: lib/Needed; root cause:"
                            + " java.lang.ClassNotFoundException: lib.Needed");
        }

        @Test
        void shouldReportATypeThatTheServersInterfaceLacksEvenIfThePluginBundlesIt() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", "public Bad() { Later.use(); }")
                    .source(
                            "io.trialog.spi.Later",
                            "package io.trialog.spi; public class Later { public static void use() {} }")
                    .writeTo(data.resolve("bad"));

            // when / then
            assertThat(problemBesideTheGoodOne().message())
                    .contains("NoClassDefFoundError: io/trialog/spi/Later")
                    .contains("io.trialog.spi.Later (not in this server's plugin interface " + SpiVersion.MAJOR + "."
                            + SpiVersion.MINOR + "; was the plugin built with another one?)");
        }

        @Test
        void shouldGiveUpAConstructorThatDoesNotReturn() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", """
                    public Bad() throws InterruptedException { new java.util.concurrent.CountDownLatch(1).await(); }
                    """).writeTo(data.resolve("bad"));

            // when
            PluginCatalog catalog = new PluginLoader(server(), Duration.ofSeconds(2)).load(List.of(data));

            // then
            assertThat(catalog.tuners().names()).containsExactly("Good");
            assertThat(catalog.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.message()).startsWith("new test.Bad(): no answer within 2 s");
                assertThat(problem.stackTraceText()).contains("test.Bad.<init>");
            });
        }

        @Test
        void shouldTellThoseWhoNameATunerThatIsNotThereForIt() throws IOException {
            // given
            PluginJar.ofPlugin("Bad", throwing("no licence")).writeTo(data.resolve("bad"));

            // when / then
            assertThat(load(data).tuners().unknown("tuner.name", "Goodd"))
                    .hasToString(
                            "tuner.name: unknown tuner 'Goodd' (expected: one of Good); did you mean 'Good'?; plugin"
                                    + " 'bad' (" + data.resolve("bad") + ") was not loaded: new test.Bad():"
                                    + " java.lang.IllegalStateException: no licence");
        }

        private PluginProblem problemBesideTheGoodOne() {
            PluginCatalog catalog = load(data);
            assertThat(catalog.tuners().names()).containsExactly("Good");
            assertThat(catalog.problems()).hasSize(1);
            return catalog.problems().get(0);
        }
    }

    private PluginProblem onlyProblem() {
        List<PluginProblem> problems = load(data).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private PluginCatalog load(Path... directories) {
        return new PluginLoader(server(), Duration.ofSeconds(30)).load(List.of(directories));
    }

    /** The class loader of a server whose built-in plugins are the jars in the installation. */
    private ClassLoader server() {
        return new URLClassLoader(jars(installation), new ClassLoader(Plugin.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.emptyEnumeration();
            }
        });
    }

    private static URL[] jars(Path folder) {
        File[] files = folder.toFile().listFiles((parent, name) -> name.endsWith(".jar"));
        URL[] urls = new URL[files.length];
        for (int i = 0; i < files.length; i++) {
            try {
                urls[i] = files[i].toURI().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return urls;
    }

    private Path jarOf(String plugin) throws IOException {
        Path folder = installation.resolve("unused");
        PluginJar.ofPlugin(plugin, PluginJar.tuner(plugin)).writeTo(folder);
        return folder.resolve(plugin + ".jar");
    }

    private static String throwing(String message) {
        return "{ if (true) throw new IllegalStateException(\"" + message + "\"); }";
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(PluginLoader.class);
    }
}
