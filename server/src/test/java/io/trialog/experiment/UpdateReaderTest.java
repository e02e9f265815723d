package io.trialog.experiment;

import static io.trialog.fixtures.EngineFixture.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.FakePlugins;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.SearchSpace;
import io.trialog.tuners.random.RandomTunerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateReaderTest {

    private static final FakePlugins PLUGINS = new FakePlugins().withTuner("Random", OptionSchema.none(), context -> {
        if (context.searchSpace().parameter("layers").isPresent()) {
            throw new InvalidInputException(List.of(new Problem("layers", "not for this tuner")));
        }
        return new RandomTunerFactory().create(context);
    });

    private static UpdateExperiment read(String json) {
        return new UpdateReader(PLUGINS).read(X, Configs.of(5, 2), new YamlConfigSource().parse(json));
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(json)).problems().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    @Test
    void shouldReadLimits() {
        assertThat(read("{\"trialConcurrency\": 3, \"maxTrialNumber\": 7, \"maxExperimentDuration\": \"2h\","
                        + " \"maxTrialDuration\": 90}"))
                .isEqualTo(new UpdateExperiment(
                        X, new LimitChanges(3, 7, Duration.ofHours(2), Duration.ofSeconds(90), List.of())));
    }

    @Test
    void shouldRemoveLimitsByNull() {
        assertThat(read("{\"maxTrialNumber\": null, \"maxExperimentDuration\": null, \"maxTrialDuration\": null}")
                        .limits()
                        .removed())
                .containsExactlyInAnyOrder("maxTrialNumber", "maxExperimentDuration", "maxTrialDuration");
    }

    @Test
    void shouldFindAllProblemsAtOnce() {
        assertThat(problems("{\"trialConcurrency\": 0, \"maxTrialNumber\": 1.5, \"maxExperimentDuration\": \"soon\","
                        + " \"tuner\": \"TPE\"}"))
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).isEqualTo("trialConcurrency: 0 (expected: >= 1)"))
                .anySatisfy(problem -> assertThat(problem).startsWith("maxTrialNumber: 1.5 (expected: an integer >= 1"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("maxExperimentDuration: \"soon\" (expected: a dura"))
                .anySatisfy(problem -> assertThat(problem).startsWith("tuner: unknown key"));
    }

    @Test
    void shouldReadASearchSpaceThatTheTunerAccepts() {
        assertThat(read("{\"searchSpace\": {\"lr\": {\"_type\": \"choice\", \"_value\": [1, 2]}}}")
                        .searchSpace())
                .isEqualTo(SearchSpace.parse(Map.of("lr", Map.of("_type", "choice", "_value", List.of(1, 2)))));
    }

    @Test
    void shouldTellWhatSpaceAndTunerSay() {
        assertThat(problems("{\"searchSpace\": {\"lr\": {\"_type\": \"uniform\", \"_value\": [2, 1]}}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("searchSpace.lr"));
        assertThat(problems("{\"searchSpace\": {\"layers\": {\"_type\": \"choice\", \"_value\": [1, 2]}}}"))
                .containsExactly("searchSpace.layers: not for this tuner");
        assertThat(problems("{\"searchSpace\": 3}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("searchSpace: 3"));
    }

    @Test
    void shouldKeepWhatCannotBeRemoved() {
        assertThat(problems("{\"trialConcurrency\": null}"))
                .containsExactly("trialConcurrency: null (expected: a value; this one cannot be removed)");
    }

    @Test
    void shouldWantSomething() {
        assertThat(problems("{}"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith(": {} (expected: an object with some of trialConcurrency"));
        assertThat(problems("[1]")).hasSize(1);
    }
}
