package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {

    @Nested
    class Reading {

        @Test
        void shouldReadEveryType() {
            // given
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("choice", type("choice", "a", 1, 2.5, true, null, List.of(1, 2), Map.of("k", "v")));
            written.put("ordinal", type("ordinal", "small", "medium", "large"));
            written.put("randint", type("randint", 2, 5));
            written.put("lograndint", type("lograndint", 1, 1025));
            written.put("uniform", type("uniform", -1, 1));
            written.put("quniform", type("quniform", 2, 10, 5));
            written.put("loguniform", type("loguniform", 1e-4, 1));
            written.put("qloguniform", type("qloguniform", 1, 100, 2));
            written.put("normal", type("normal", 0, 1));
            written.put("qnormal", type("qnormal", 0, 1, 0.5));
            written.put("lognormal", type("lognormal", 0, 1));
            written.put("qlognormal", type("qlognormal", 0, 1, 0.5));

            // when
            SearchSpace space = SearchSpace.parse(written);

            // then
            assertThat(space.parameters()).extracting(Parameter::name).containsExactlyElementsOf(written.keySet());
            assertThat(space.parameters())
                    .extracting(Parameter::distribution)
                    .contains(
                            new Ordinal(List.of("small", "medium", "large")),
                            new RandInt(2, 5),
                            new LogRandInt(1, 1025),
                            new Uniform(-1, 1),
                            new QUniform(2, 10, 5),
                            new LogUniform(1e-4, 1),
                            new QLogUniform(1, 100, 2),
                            new Normal(0, 1),
                            new QNormal(0, 1, 0.5),
                            new LogNormal(0, 1),
                            new QLogNormal(0, 1, 0.5));
            assertThat(space.parameter("choice").orElseThrow().distribution().arguments())
                    .containsExactly("a", 1L, 2.5, true, null, List.of(1L, 2L), Map.of("k", "v"));
        }

        @Test
        void shouldReadNestedChoicesToAnyDepth() {
            // given
            Map<String, Object> deepest = named("deepest", "x", type("uniform", 0, 1));
            Map<String, Object> deeper = named("deeper", "third", type("choice", deepest, named("leaf")));
            Map<String, Object> deep = named("deep", "second", type("choice", deeper, named("other")));

            // when
            SearchSpace space = SearchSpace.parse(Map.of("first", type("choice", deep, named("none"))));

            // then
            Configuration inside = Configuration.of(Map.of(
                    "first", named("deep", "second", named("deeper", "third", named("deepest", "x", 0.5)))));
            assertThat(space.check(inside)).isEmpty();
            assertThat(space.check(Configuration.of(Map.of(
                            "first", named("deep", "second", named("deeper", "third", named("deepest", "x", 7)))))))
                    .extracting(Problem::path)
                    .containsExactly("first.second.third.x");
        }

        @Test
        void shouldTakeObjectsWithoutNameForPlainOptions() {
            SearchSpace space = SearchSpace.parse(Map.of("c", type("choice", Map.of("units", 3), named("b"))));

            assertThat(space.parameter("c").orElseThrow().distribution()).isInstanceOf(Choice.class);
        }

        @Test
        void shouldReportAllProblemsWithTheirPaths() {
            // given
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("lr", type("loguniform", 0.1, 0.01));
            written.put("units", type("randit", 1, 5));
            written.put("rate", type("uniform", 0));
            written.put("text", type("uniform", "0", 1));
            written.put("shape", 3);
            written.put("list", Map.of("_type", "uniform", "_value", 5));
            written.put("extra", Map.of("_type", "uniform", "_value", List.of(0, 1), "_vale", 1));
            written.put("zero", type("loguniform", 0, 1));
            written.put("sigma", type("normal", 0, -1));
            written.put("q", type("quniform", 0, 1, 0));
            written.put("empty", type("choice"));
            written.put("twice", type("choice", 1, 1));
            written.put("same", type("randint", 4, 4));
            written.put("_hidden", type("uniform", 0, 1));
            written.put("layer", type("choice", named("conv", "kernel", type("randint", 5, 2)), named("dense")));
            written.put("big", type("lograndint", 0, 9));
            written.put("order", type("ordinal"));
            written.put("few", weighted(type("choice", "a", "b"), List.of(1)));
            written.put("odd", weighted(type("choice", "a", "b"), List.of(1, -1)));
            written.put("word", weighted(type("choice", "a", "b"), "heavy"));
            written.put("heavy", weighted(type("uniform", 0, 1), List.of(1)));

            // when
            InvalidInputException refused =
                    catchThrowableOfType(InvalidInputException.class, () -> SearchSpace.parse(written));

            // then
            assertThat(refused.problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "lr._value: [0.1, 0.01] (expected: low < high)",
                            "units._type: \"randit\" (expected: one of choice, ordinal, randint, lograndint, uniform,"
                                    + " quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal); did you mean 'randint'?",
                            "rate._value: [0] (expected: [low, high])",
                            "text._value[0]: \"0\" (expected: low, a number)",
                            "shape: 3 (expected: an object with _type and _value)",
                            "list._value: 5 (expected: a list)",
                            "extra._vale: unknown key (expected: _type, _value); did you mean '_value'?",
                            "zero._value: low: 0.0 (expected: > 0)",
                            "sigma._value: sigma: -1.0 (expected: > 0)",
                            "q._value: q: 0.0 (expected: > 0)",
                            "empty._value: [] (expected: at least one option)",
                            "twice._value: 1 (expected: every option once)",
                            "same._value: [4, 4] (expected: low < high, high is exclusive)",
                            "_hidden: parameter name (expected: not empty, not beginning with an underscore)",
                            "layer._value[0].kernel._value: [5, 2] (expected: low < high, high is exclusive)",
                            "big._value: low: 0 (expected: >= 1)",
                            "order._value: [] (expected: at least one option)",
                            "few._weights: [1.0] (expected: 2, one for each option)",
                            "odd._weights: -1.0 (expected: a finite number > 0)",
                            "word._weights: \"heavy\" (expected: a list of numbers, one for each option)",
                            "heavy._weights: unknown key (expected: _type, _value)");
        }

        @Test
        void shouldRefuseNestedOptionsOfOneName() {
            assertThatThrownBy(() -> SearchSpace.parse(Map.of("n", type("choice", named("a"), named("a")))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("n._value: _name \"a\" (expected: every option once)");
        }

        @ParameterizedTest
        @CsvSource({"2, 5, 2, 5", "2.1, 5.0, 3, 5", "-2.5, 0.5, -2, 1"})
        void shouldRoundIntegerBoundsUp(double low, double high, long first, long end) {
            SearchSpace space = SearchSpace.parse(Map.of("i", type("randint", low, high)));

            assertThat(space.parameter("i").orElseThrow().distribution()).isEqualTo(new RandInt(first, end));
        }

        @Test
        void shouldReadBackWhatItWrites() {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("c", type("choice", "a", 1, null));
            written.put("i", type("randint", 1, 9));
            written.put("q", type("qlognormal", 0.5, 1, 2));
            written.put("o", type("ordinal", 16, 64, 256));
            written.put("w", weighted(type("choice", "a", "b"), List.of(1, 3)));
            written.put("wn", weighted(type("choice", named("a"), named("b")), List.of(1, 3)));
            written.put("_constraints", List.of("i <= o", "w == 'a' or i < 5"));
            written.put(
                    "n",
                    type(
                            "choice",
                            named("a", "x", type("uniform", 0, 1), "m", type("choice", named("z"))),
                            named("b")));
            SearchSpace space = SearchSpace.parse(written);

            assertThat(SearchSpace.parse(space.asMap())).isEqualTo(space).hasSameHashCodeAs(space);
            assertThat(space.asMap())
                    .hasToString(SearchSpace.parse(space.asMap()).toString());
        }

        @Test
        void shouldKnowAnEmptySpace() {
            assertThat(SearchSpace.parse(Map.of()).isEmpty()).isTrue();
        }
    }

    @Nested
    class Checking {

        private final SearchSpace space = SearchSpace.parse(Map.of(
                "rate", type("uniform", 0, 1),
                "units", type("randint", 1, 9),
                "act", type("choice", "relu", 3),
                "opt", type("choice", named("sgd", "momentum", type("uniform", 0, 1)), named("adam"))));

        @Test
        void shouldAcceptWhatItSamples() {
            Seeded.random(
                    random -> assertThat(space.check(space.sample(random))).isEmpty());
        }

        @Test
        void shouldTellWhatIsMissingUnknownAndUnfit() {
            // given
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("rate", 1.5);
            values.put("units", 2.5);
            values.put("atc", "relu");
            values.put("opt", named("sgdd"));

            // when
            List<Problem> problems = space.check(Configuration.of(values));

            // then
            assertThat(problems)
                    .extracting(Problem::toString)
                    .containsExactlyInAnyOrder(
                            "rate: 1.5 (expected: in the range of uniform[0.0, 1.0])",
                            "units: 2.5 (expected: an integer)",
                            "act: missing",
                            "atc: unknown parameter; did you mean 'act'?",
                            "opt._name: \"sgdd\" (expected: one of sgd, adam); did you mean 'sgd'?");
        }

        @Test
        void shouldRefuseParametersOfBranchesThatWereNotChosen() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("rate", 0.5);
            values.put("units", 8);
            values.put("act", 3.0);
            values.put("opt", named("adam", "momentum", 0.5));

            assertThat(space.check(Configuration.of(values)))
                    .extracting(Problem::toString)
                    .containsExactly("opt.momentum: unknown parameter");
        }

        @Test
        void shouldRefuseTheExclusiveBound() {
            assertThat(new RandInt(1, 9).check(9)).hasSize(1);
            assertThat(new RandInt(1, 9).check(8)).isEmpty();
        }
    }

    @Test
    void shouldRefuseTwoParametersOfOneName() {
        Parameter x = new Parameter("x", new Uniform(0, 1));

        assertThatThrownBy(() -> SearchSpace.of(x, x)).hasMessageContaining("x");
    }

    private static Map<String, Object> type(String type, Object... arguments) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("_type", type);
        written.put("_value", new ArrayList<>(Arrays.asList(arguments)));
        return written;
    }

    private static Map<String, Object> weighted(Map<String, Object> written, Object weights) {
        written.put("_weights", weights);
        return written;
    }

    private static Map<String, Object> named(String name, Object... keysAndValues) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("_name", name);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            written.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return written;
    }
}
