package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins from outside, built by the test, dropped into {@code plugins/}, loaded and run as the server does it. Each
 * carries its own jackson-core in another version than the server's.
 */
class PluginIsolationTest {

    private static final Duration BUDGET = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static PluginCatalog catalog;

    @BeforeAll
    static void installAndLoad() throws IOException {
        install("sample-tuner", "sample", "halton-tuner-1.3.0.jar");
        install("isolation-probe", "probe", "probe.jar");
        catalog = new PluginLoader().load(List.of(directory));
        assertThat(catalog.problems()).isEmpty();
    }

    @AfterAll
    static void close() {
        catalog.close();
    }

    @Test
    void shouldRunATunerWithItsOwnVersionOfALibraryOfTheServer() {
        // given
        SearchSpace space = SearchSpace.of(
                new Parameter("lr", new LogUniform(0.001, 0.1)),
                new Parameter("momentum", new Uniform(0, 1)),
                new Parameter("layers", new Choice(List.of(1, 2, 3))));

        // when
        List<Suggestion> proposals =
                suggest("halton", space, SuggestRequest.of(0, 2)).proposals();

        // then
        assertThat(proposals.get(0).configuration().number("lr")).isBetween(0.00999, 0.01001);
        assertThat(proposals)
                .extracting(Suggestion::configuration)
                .extracting(
                        configuration -> configuration.value("momentum"),
                        configuration -> configuration.value("layers"))
                .containsExactly(tuple(1.0 / 3, 1L), tuple(2.0 / 3, 2L));
        assertThat(proposals.get(0).note())
                .hasValue("{\"writtenBy\":\"jackson-core " + pluginsJacksonVersion()
                        + "\",\"point\":{\"lr\":0.5,\"momentum\":" + 1.0 / 3 + ",\"layers\":" + 1.0 / 5 + "}}");
        assertThat(PackageVersion.VERSION).asString().isNotEqualTo(pluginsJacksonVersion());
    }

    @Test
    void shouldLoadEachPluginsLibraryAsClassesOfItsOwn() throws ClassNotFoundException {
        // given
        ClassLoader sample = catalog.tuner("Halton").orElseThrow().plugin().classLoader();
        ClassLoader probe = catalog.tuner("Probe").orElseThrow().plugin().classLoader();
        String name = JsonFactory.class.getName();

        // when
        Class<?> ofSample = sample.loadClass(name);
        Class<?> ofProbe = probe.loadClass(name);

        // then
        assertThat(ofSample).isNotSameAs(JsonFactory.class).isNotSameAs(ofProbe);
        assertThat(ofProbe).isNotSameAs(JsonFactory.class);
        assertThat(sample.loadClass(TunerFactory.class.getName())).isSameAs(TunerFactory.class);
    }

    @Test
    void shouldHideTheServerFromThePlugin() throws ClassNotFoundException {
        // given
        List<String> shared =
                List.of("java.sql.Connection", "io.trialog.spi.Plugin", "org.jspecify.annotations.NullMarked");
        List<String> hidden = List.of(
                "io.trialog.adapter.plugin.PluginLoader",
                "io.vertx.core.Vertx",
                "org.rocksdb.RocksDB",
                "org.slf4j.Logger",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "io.example.halton.HaltonTuner");
        List<String> hiddenFiles = List.of("io/trialog/adapter/http/openapi.yaml", "io/vertx/core/Vertx.class");
        for (String name : hidden.subList(0, hidden.size() - 1)) {
            assertThat(Class.forName(name)).as("the server sees it").isNotNull();
        }
        for (String name : hiddenFiles) {
            assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
        }

        // when
        Configuration answers = probe(
                Stream.concat(shared.stream(), hidden.stream()).toList(),
                Stream.concat(hiddenFiles.stream(), Stream.of("io/example/probe/ProbeTuner.class"))
                        .toList());

        // then
        assertThat(answers.value("classes")).isEqualTo(shared);
        assertThat(answers.value("resources")).isEqualTo(List.of("io/example/probe/ProbeTuner.class"));
    }

    @Test
    void shouldRunThePluginUnderItsOwnContextClassLoader() {
        // when
        Configuration answers = probe(List.of("java.lang.Object"), List.of("none"));

        // then
        assertThat(answers.values())
                .containsEntry("contextLoader", "plugin-probe")
                .containsEntry("jacksonLoader", "plugin-probe")
                .containsEntry("jacksonVersion", pluginsJacksonVersion())
                .containsEntry("thread", "plugin-probe-exp1");
    }

    @Test
    void shouldShowThePluginNoServicesButItsOwn() {
        // when
        Configuration answers = probe(List.of("java.lang.Object"), List.of("none"));

        // then
        assertThat(answers.value("plugins")).isEqualTo(List.of("io.example.probe.ProbePlugin of plugin-probe"));
        assertThat(answers.value("jsonFactories"))
                .isEqualTo(List.of("com.fasterxml.jackson.core.JsonFactory of plugin-probe"));
    }

    @Test
    void shouldPassOnWhatThePluginRefuses() {
        // given
        SearchSpace nested = SearchSpace.of(new Parameter(
                "optimizer", new NestedChoice(List.of(new NestedChoice.Branch("adam", SearchSpace.of())))));

        // when / then
        assertThatThrownBy(() -> suggest("Halton", nested, SuggestRequest.of(0, 1)))
                .cause()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("optimizer: a nested choice (expected: any other type)");
    }

    @Test
    void shouldTellWhereAPluginCameFrom() {
        // when
        LoadedPlugin plugin = catalog.tuner("QUASI-random").orElseThrow().plugin();

        // then
        assertThat(plugin.name()).isEqualTo("sample");
        assertThat(plugin.origin()).isEqualTo(directory.resolve("sample").toString());
        assertThat(plugin.className()).isEqualTo("io.example.halton.HaltonPlugin");
        assertThat(plugin.version()).isEqualTo("1.3.0");
        assertThat(plugin.classLoader()).isInstanceOf(URLClassLoader.class);
    }

    /** Drops a plugin into the plugins directory: its jar and the library that it brings. */
    private static void install(String project, String folder, String fileName) throws IOException {
        Path library = pluginsJackson();
        PluginJar.ofProject(project, fileName)
                .against(library)
                .implementationVersion("1.3.0")
                .writeTo(directory.resolve(folder));
        Files.copy(library, directory.resolve(folder).resolve(library.getFileName()));
    }

    private Configuration probe(List<String> classes, List<String> resources) {
        SearchSpace questions = SearchSpace.of(
                new Parameter("classes", new Choice(List.copyOf(classes))),
                new Parameter("resources", new Choice(List.copyOf(resources))));
        return suggest("Probe", questions, SuggestRequest.of(0, 1))
                .proposals()
                .get(0)
                .configuration();
    }

    /** Makes a tuner and asks it once, as the server does: on the plugin's thread. */
    private Suggestions suggest(String name, SearchSpace space, SuggestRequest request) {
        Provided<TunerFactory> provided = catalog.tuner(name).orElseThrow();
        TunerContext context = context(space, provided.options().read(Map.of()));
        try (PluginThread thread = provided.thread("exp1")) {
            Tuner tuner = thread.call("create", BUDGET, () -> provided.factory().create(context))
                    .join();
            return thread.call("suggest", BUDGET, () -> tuner.suggest(request)).join();
        }
    }

    private static TunerContext context(SearchSpace space, Options options) {
        return new TunerContext() {
            @Override
            public SearchSpace searchSpace() {
                return space;
            }

            @Override
            public Direction direction() {
                return Direction.MINIMIZE;
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public long seed() {
                return 1;
            }
        };
    }

    /** The other version, put there by the build. */
    private static Path pluginsJackson() {
        try (Stream<Path> jars = Files.list(Path.of("target/sample-plugin-libs"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("jackson-core-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pluginsJacksonVersion() {
        return pluginsJackson().getFileName().toString().replaceAll("jackson-core-|\\.jar", "");
    }
}
