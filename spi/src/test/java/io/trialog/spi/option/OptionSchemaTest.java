package io.trialog.spi.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSchemaTest {

    private static final OptionSchema SCHEMA = OptionSchema.of(
            OptionSpec.integer("max_jobs", "how many").atLeast(1).atMost(64).defaultsTo(4),
            OptionSpec.number("rate", "how fast").above(0).defaultsTo(0.5),
            OptionSpec.text("label", "a name"),
            OptionSpec.flag("verbose", "whether to talk").defaultsTo(false),
            OptionSpec.word("mode", "which way", List.of("minimize", "maximize"))
                    .defaultsTo("minimize"),
            OptionSpec.group(
                    "inner_args",
                    "details",
                    List.of(
                            OptionSpec.number("gamma", "a share")
                                    .above(0)
                                    .atMost(1)
                                    .defaultsTo(0.25),
                            OptionSpec.integer("steps", "how many"))));

    @Test
    void shouldFillInDefaults() {
        Options options = SCHEMA.read(Map.of());

        assertThat(options.integer("max_jobs")).isEqualTo(4);
        assertThat(options.number("rate")).isEqualTo(0.5);
        assertThat(options.flag("verbose")).isFalse();
        assertThat(options.text("mode")).isEqualTo("minimize");
        assertThat(options.group("inner_args").number("gamma")).isEqualTo(0.25);
        assertThat(options.has("label")).isFalse();
        assertThat(options.group("inner_args").has("steps")).isFalse();
    }

    @Test
    void shouldTakeWhatHasNoEffectAndTellWhy() {
        OptionSpec spec = OptionSpec.text("folder", "accepted").withoutEffect("files lie elsewhere");

        assertThat(OptionSchema.of(spec).read(Map.of("folder", "/data")).text("folder"))
                .isEqualTo("/data");
        assertThat(spec.whyWithoutEffect()).hasValue("files lie elsewhere");
        assertThat(spec.description()).isEqualTo("accepted; files lie elsewhere");
        assertThat(OptionSpec.text("label", "a name").whyWithoutEffect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_jobs", "maxJobs", "MAX_JOBS", "maxjobs", "Max_Jobs"})
    void shouldTakeNamesRegardlessOfCaseAndUnderscores(String name) {
        assertThat(SCHEMA.read(Map.of(name, 7)).integer("max_jobs")).isEqualTo(7);
    }

    @Test
    void shouldTakeValuesInTheirUsualForms() {
        Options options = SCHEMA.read(
                Map.of("max_jobs", 8.0, "rate", 2, "mode", "MAXIMIZE", "innerArgs", Map.of("Gamma", 1, "steps", 3)));

        assertThat(options.integer("max_jobs")).isEqualTo(8);
        assertThat(options.number("rate")).isEqualTo(2.0);
        assertThat(options.text("mode")).isEqualTo("maximize");
        assertThat(options.group("inner_args").integer("steps")).isEqualTo(3);
    }

    @Test
    void shouldTakeNullForNotGiven() {
        Map<String, Object> given = new HashMap<>();
        given.put("rate", null);

        assertThat(SCHEMA.read(given).number("rate")).isEqualTo(0.5);
    }

    @Test
    void shouldTakeIntegersAsListNumberOrText() {
        OptionSchema schema = OptionSchema.of(
                OptionSpec.integers("gpus", "which").atLeast(0).atMost(7).distinct());

        for (Object given : List.of(List.of(1, 0), List.of(1.0, 0L), "1,0", " 1 , 0")) {
            Options options = schema.read(Map.of("gpus", given));
            assertThat(options.integers("gpus")).containsExactly(1L, 0L);
            assertThat(schema.read(options.asMap()).asMap()).isEqualTo(options.asMap());
        }
        assertThat(schema.read(Map.of("gpus", 3)).integers("gpus")).containsExactly(3L);
        for (Object wrong : List.of(List.of(), "", "1,", "a", "1,1", "-1", 8, 1.5, true, List.of("1"), Map.of())) {
            assertThatThrownBy(() -> schema.read(Map.of("gpus", wrong)))
                    .as("%s", wrong)
                    .hasMessageContaining("(expected: a list of integers, an integer, or a text like '0,1', >= 0, <= 7,"
                            + " at least one and each once)");
        }
    }

    @Test
    void shouldReportAllProblemsAtOnce() {
        // given
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("max_jbos", 3);
        given.put("rate", 0);
        given.put("label", 5);
        given.put("verbose", "yes");
        given.put("mode", "minimise it");
        given.put("inner_args", Map.of("gamma", 1.5));

        // when
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> SCHEMA.read(given));

        // then
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "max_jbos: unknown option (expected: one of max_jobs, rate, label, verbose, mode, inner_args); did you mean"
                                + " 'max_jobs'?",
                        "rate: 0 (expected: a number, > 0)",
                        "label: 5 (expected: a string)",
                        "verbose: \"yes\" (expected: true or false)",
                        "mode: \"minimise it\" (expected: one of minimize, maximize)",
                        "inner_args.gamma: 1.5 (expected: a number, > 0, <= 1)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 65, 2.5})
    void shouldRefuseNumbersOutsideTheRange(double value) {
        assertThatThrownBy(() -> SCHEMA.read(Map.of("max_jobs", value)))
                .hasMessage("max_jobs: " + value + " (expected: an integer, >= 1, <= 64)");
    }

    @Test
    void shouldRefuseNumbersThatAreNotFinite() {
        assertThatThrownBy(() -> SCHEMA.read(Map.of("rate", Double.NaN))).hasMessageContaining("rate: NaN");
    }

    @Test
    void shouldRefuseAGroupThatIsNoMapping() {
        assertThatThrownBy(() -> SCHEMA.read(Map.of("inner_args", 3)))
                .hasMessage("inner_args: 3 (expected: a mapping of options)");
    }

    @Test
    void shouldAskForWhatIsMandatory() {
        OptionSchema schema =
                OptionSchema.of(OptionSpec.integer("port", "where").atLeast(1).mandatory());

        assertThatThrownBy(() -> schema.read(Map.of())).hasMessage("port: missing (expected: an integer, >= 1)");
    }

    @Test
    void shouldSayThatThereAreNoOptions() {
        assertThatThrownBy(() -> OptionSchema.none().read(Map.of("x", 1)))
                .hasMessage("x: unknown option (expected: no options)");
    }

    @Test
    void shouldGiveAllValuesAsPlainData() {
        Map<String, Object> plain = SCHEMA.read(Map.of("label", "a")).asMap();

        assertThat(plain.keySet()).containsExactly("max_jobs", "rate", "label", "verbose", "mode", "inner_args");
        assertThat(SCHEMA.read(plain).asMap()).isEqualTo(plain);
    }

    @Test
    void shouldTellPluginAuthorsOfTheirMistakes() {
        Options options = SCHEMA.read(Map.of());

        assertThatThrownBy(() -> options.text("label"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'label' has no value");
    }
}
