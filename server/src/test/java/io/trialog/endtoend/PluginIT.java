package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.plugin.PluginJar;
import io.trialog.endtoend.TrialogProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tuners from outside, dropped into the data directory. */
class PluginIT {

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
    }

    @Test
    void shouldRunATunerFromOutside() throws IOException {
        // given
        Path library = library();
        PluginJar.ofProject("sample-tuner", "halton-tuner-1.3.0.jar")
                .against(library)
                .implementationVersion("1.3.0")
                .writeTo(plugins().resolve("halton"));
        Files.copy(library, plugins().resolve("halton").resolve(library.getFileName()));
        Path yaml = workplace
                .experiments()
                .python("maxTrialNumber: 3\ntuner: {name: Halton}\n", "trialog.report_final_result(number)");

        // when
        Ended ended = workplace.run(yaml).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.configurations())
                .extracting(configuration -> configuration.path("x").asDouble())
                .containsExactly(0.5, 0.25, 0.75);
        assertThat(log.events("trial.proposed"))
                .allSatisfy(proposed -> assertThat(proposed.path("note").asText())
                        .contains("jackson-core "
                                + library.getFileName().toString().replaceAll("jackson-core-|\\.jar", "")));
        assertThat(ended.out()).contains("tuner Halton", "3 succeeded");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void shouldHoldTheExperimentWhenTheTunerThrows() throws IOException {
        // given
        PluginJar.ofPlugin("Moody", """
                @Override public List<TunerFactory> tuners() {
                    return List.of(new TunerFactory() {
                        @Override public String name() { return "Moody"; }
                        @Override public String description() { return "Proposes twice, then throws."; }
                        @Override public OptionSchema options() { return OptionSchema.none(); }
                        @Override public Tuner create(TunerContext context) { return new MoodyTuner(); }
                    });
                }

                static final class MoodyTuner implements Tuner {
                    @Override public Suggestions suggest(SuggestRequest request) {
                        if (request.firstTrialNumber() < 2) {
                            return Suggestions.of(List.of(Suggestion.of(io.trialog.spi.space.Configuration.of(java.util.Map.of("x", 0.5)))));
                        }
                        throw new IllegalStateException("not in the mood");
                    }
                    @Override public void observe(List<Observation> observations) {}
                }
                """).writeTo(plugins().resolve("moody"));
        Path yaml = workplace
                .experiments()
                .python("maxTrialNumber: 5\ntuner: {name: Moody}\n", "trialog.report_final_result(number)");
        TrialogProcess run = workplace.run(yaml);
        String id = run.experiment();

        // when
        Ended ended = run.ended().with(1);

        // then
        assertThat(ended.err()).contains("experiment " + id + " is on hold", "not in the mood", "trialog resume " + id);
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(log.experimentStates()).containsExactly("RUNNING", "PAUSED");
        JsonNode failure = log.events("tuner.failed").get(0);
        assertThat(failure.path("plugin").asText()).contains("moody");
        assertThat(failure.path("message").asText()).contains("not in the mood");
        assertThat(failure.path("stackTrace").asText()).contains("IllegalStateException", "MoodyTuner.suggest");
        assertThat(workplace.out("show", id)).contains("paused", "not in the mood");
    }

    private Path plugins() {
        return workplace.data().resolve("plugins");
    }

    /** What the sample brings along: a version that is not the server's, put there by the build. */
    private static Path library() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/sample-plugin-libs"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("jackson-core-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
