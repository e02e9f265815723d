package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.fixtures.FakePlugins;
import io.trialog.port.IdSource;
import io.trialog.spi.option.OptionSchema;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptPolicyReaderTest {

    private static final String MINIMAL = """
            searchSpace: {lr: {_type: uniform, _value: [0, 1]}}
            trialCommand: python3 trial.py
            """;

    private static AttemptPolicy read(String text) {
        ConfigReader reader = new ConfigReader(
                new FakePlugins()
                        .withTuner("Auto", OptionSchema.none())
                        .withTrainingService("local", OptionSchema.none()),
                new FixedIds(),
                new YamlConfigSource());
        return reader.read(new YamlConfigSource().parse(MINIMAL + text), Path.of("/tmp"))
                .config()
                .attempts();
    }

    private static List<String> problems(String text) {
        InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class, () -> read(text));
        return invalid.problems().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    @Test
    void shouldHaveDefaults() {
        assertThat(read("")).isEqualTo(AttemptPolicy.DEFAULT);
        assertThat(read("retry: {}")).isEqualTo(AttemptPolicy.DEFAULT);
    }

    @Test
    void shouldReadEverything() {
        assertThat(read("retry: {onFailure: 3, exitCodes: [75, 137], onLoss: 0}\n"
                        + "nonFiniteMetric: Infeasible\ntrialLease: 2m\n"))
                .isEqualTo(
                        new AttemptPolicy(3, List.of(75, 137), 0, NonFiniteMetric.INFEASIBLE, Duration.ofMinutes(2)));
    }

    @Test
    void shouldTakeOneExitCodeForAList() {
        assertThat(read("retry: {on_failure: 1, exit-codes: 75}").retriedExitCodes())
                .containsExactly(75);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEveryMeaningOfANonFiniteMetric(NonFiniteMetric meaning) {
        assertThat(read("nonFiniteMetric: " + meaning).nonFiniteMetric()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry: 3 | retry: 3 (expected: a mapping with onFailure, exitCodes, onLoss)",
                "retry: {exitCodes: [75]} | retry.onFailure: missing (expected: how many further attempts trials with"
                        + " these exit codes get)",
                "retry: {onFailure: 1, exitCodes: [0]} | retry.exitCodes: 0 (expected: exit codes of failures, 1 to 255)",
                "retry: {onFailure: 1, exitCodes: [a]} | retry.exitCodes: \"a\" (expected: exit codes of failures, 1 to"
                        + " 255)",
                "nonFiniteMetric: wurst | nonFiniteMetric: \"wurst\" (expected: one of fail, worst, retry, infeasible);"
                        + " did you mean 'worst'?",
                "trialLease: 4 | trialLease: 4s (expected: >= 5s, so that a short pause is not taken for a death)"
            })
    void shouldSayWhatIsWrong(String line, String problem) {
        assertThat(problems(line)).containsExactly(problem);
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        assertThat(problems("retry: {onFailure: -1, onLoss: 1001, onLos: 1}\nnonFiniteMetric: no\ntrialLease: soon\n"))
                .hasSize(5);
    }

    private static final class FixedIds implements IdSource {

        @Override
        public String experimentId() {
            return "abcd1234";
        }

        @Override
        public long seed() {
            return 7;
        }
    }
}
