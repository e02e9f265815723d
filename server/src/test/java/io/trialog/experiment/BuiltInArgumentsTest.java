package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.fixtures.FakePlugins;
import io.trialog.port.IdSource;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.trainingservice.BuiltInTrainingServices;
import io.trialog.tuners.BuiltInTuners;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and arguments of every built-in tuner and assessor, as people mistype them. */
class BuiltInArgumentsTest {

    private static final BuiltInTuners BUILT_IN = new BuiltInTuners();

    private @TempDir Path base;

    static Stream<Arguments> algorithms() {
        return Stream.concat(
                BUILT_IN.tuners().stream()
                        .map(factory -> Arguments.of(
                                "tuner",
                                factory.name(),
                                factory.aliases(),
                                factory.options().specs())),
                BUILT_IN.assessors().stream()
                        .map(factory -> Arguments.of(
                                "assessor",
                                factory.name(),
                                factory.aliases(),
                                factory.options().specs())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("algorithms")
    void shouldHintAtTheNameOfEveryMistypedArgument(
            String kind, String name, List<String> aliases, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            String mistyped = option.name() + "x";
            assertThat(problems(kind + ": {name: " + name + ", classArgs: {" + mistyped + ": 1}}"))
                    .as("what is said about %s", mistyped)
                    .contains(kind + ".classArgs." + mistyped + ": unknown option")
                    .contains("; did you mean '" + option.name() + "'?");
            for (OptionSpec inner : option.members()) {
                assertThat(problems(kind + ": {name: " + name + ", classArgs: {" + option.name() + ": {" + inner.name()
                                + "x: 1}}}"))
                        .contains(option.name() + "." + inner.name() + "x: unknown option")
                        .contains("; did you mean '" + inner.name() + "'?");
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("algorithms")
    void shouldKnowNamesAndAliasesRegardlessOfCase(
            String kind, String name, List<String> aliases, List<OptionSpec> options) {
        for (String known : Stream.concat(Stream.of(name), aliases.stream()).toList()) {
            for (String written : List.of(known.toUpperCase(Locale.ROOT), known.toLowerCase(Locale.ROOT))) {
                String line = kind + ": {name: " + written + ", classArgs: {no_such_argument: 1}}";
                assertThat(problems(line))
                        .contains("no_such_argument: unknown option")
                        .doesNotContain("unknown " + kind);
            }
            assertThat(problems(kind + ": " + name + "x"))
                    .contains("unknown " + kind)
                    .contains("did you mean");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assessor: {name: Threshold, classArgs: {lower: 5, upper: 2}}"
                        + " | experiment.yaml:3: assessor.classArgs.lower: 5.0 (expected: <= upper, which is 2.0)",
                "tuner: {name: ASHA, classArgs: {min_budget: 9, max_budget: 3}}"
                        + " | experiment.yaml:3: tuner.classArgs.min_budget: 9.0 (expected: at most max_budget, which is 3.0)",
            })
    void shouldRefuseArgumentsThatContradictEachOther(String line, String problem) {
        assertThat(problems(line)).isEqualTo(problem);
    }

    private String problems(String line) {
        FakePlugins plugins = new FakePlugins();
        for (TunerFactory factory : BUILT_IN.tuners()) {
            plugins.with(factory);
        }
        for (AssessorFactory factory : BUILT_IN.assessors()) {
            plugins.with(factory);
        }
        new BuiltInTrainingServices().trainingServices().forEach(plugins::with);
        YamlConfigSource yaml = new YamlConfigSource();
        ConfigReader reader = new ConfigReader(plugins, new FixedIds(), yaml);
        String text = "searchSpace: {lr: {_type: choice, _value: [0, 1]}}\ntrialCommand: 'true'\n" + line;
        InvalidConfigException refusal =
                catchThrowableOfType(InvalidConfigException.class, () -> reader.read(yaml.parse(text), base));
        assertThat(refusal).as("a refusal of " + line).isNotNull();
        return refusal.render("experiment.yaml");
    }

    private static final class FixedIds implements IdSource {
        @Override
        public String experimentId() {
            return "abcd1234";
        }

        @Override
        public long seed() {
            return 1;
        }
    }
}
