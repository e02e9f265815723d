package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    private static final SearchSpace SPACE = SearchSpace.parse(Map.of(
            "a", type("uniform", 0, 1),
            "b", type("quniform", 0, 1, 0.1),
            "units1", type("randint", 1, 512),
            "units2", type("lograndint", 1, 512),
            "size", type("ordinal", 16, 64, 256),
            "flag", type("choice", true, false),
            "conv 1/size", type("randint", 0, 9),
            "opt", type("choice", "adam", "sgd"),
            "layer",
                    type(
                            "choice",
                            Map.of("_name", "dense", "units", type("randint", 1, 99), "rate", type("uniform", 0, 1)),
                            Map.of("_name", "conv", "kernel", type("randint", 1, 9)))));

    private static Map<String, Object> type(String type, Object... arguments) {
        return Map.of("_type", type, "_value", List.of(arguments));
    }

    private static Configuration configuration(Map<String, ?> changes) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "a",
                0.25,
                "b",
                0.5,
                "units1",
                100,
                "units2",
                50,
                "size",
                64,
                "flag",
                true,
                "conv 1/size",
                3,
                "opt",
                "sgd"));
        values.put("layer", Map.of("_name", "dense", "units", 10, "rate", 0.5));
        values.putAll(changes);
        return Configuration.of(values);
    }

    @Nested
    class Meaning {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "units2 <= units1",
                    "a + b <= 1",
                    "2 * size == 5 or opt == 'sgd'",
                    "units1 / units2 >= 2",
                    "-units2 < -units1 / 4 - 20",
                    "units1 - units2 - 40 <= 10",
                    "(a + b) * 4 <= 3",
                    "8 <= size <= units1",
                    "size == 64",
                    "opt != \"adam\" and flag == true",
                    "opt == 'adam' or flag == true and units1 == 100",
                    "`conv 1/size` < 4",
                    "layer == 'dense'",
                    "layer.units <= 10",
                    "layer.kernel > 100",
                    "1e2 >= units1",
                    "a <= .25",
                    "(units2 <= units1) and (a < b)",
                    "units1 / (size - 64) > 1000"
                })
        void shouldHold(String expression) {
            Constraint constraint = only(expression);

            assertThat(constraint.violation(configuration(Map.of()))).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "units2 >= units1|50",
                    "a + b <= 0.5|0.25",
                    "units1 < 100|1e-7",
                    "units1 + 1 < units2|51",
                    "opt == 'adam'|1",
                    "units2 == units1|50",
                    "units2 != 50|1",
                    "units2 >= units1 and size >= 70|56",
                    "units2 >= units1 or size >= 70|6",
                    "layer.units > 20|10",
                    "200 <= units1 <= 99|101"
                })
        void shouldTellByHowMuchItIsBroken(String expression, double violation) {
            Constraint constraint = ConstraintParser.parse(
                    expression, new ParameterPaths(SPACE.parameters(), Set.of())); // a space refuses what nothing keeps

            assertThat(constraint.violation(configuration(Map.of()))).isCloseTo(violation, within(1e-9));
        }

        @Test
        void shouldNotApplyToInactiveParameters() {
            Constraint constraint = only("layer.units <= 5 and layer.rate < 0.1");

            assertThat(constraint.violation(configuration(Map.of()))).isPositive();
            assertThat(constraint.violation(configuration(Map.of("layer", Map.of("_name", "conv", "kernel", 3)))))
                    .isZero();
        }

        @Test
        void shouldNotMindRounding() {
            SearchSpace space = SearchSpace.parse(Map.of(
                            "x", type("quniform", 0, 1, 0.1),
                            "y", type("quniform", 0, 1, 0.1),
                            "z", type("quniform", 0, 1, 0.1)))
                    .withConstraints(List.of("x + y + z <= 1", "x < 0.7"));

            assertThat(0.1 + 0.7 + 0.2 + 1e-12).isGreaterThan(1);
            assertThat(space.check(Configuration.of(Map.of("x", 0.1, "y", 0.7 + 1e-12, "z", 0.2))))
                    .isEmpty();
            assertThat(space.check(Configuration.of(Map.of("x", 0.7 - 1e-12, "y", 0.0, "z", 0.0))))
                    .extracting(Problem::toString)
                    .containsExactly("breaks the constraint x < 0.7");
        }

        private Constraint only(String expression) {
            return SPACE.withConstraints(List.of(expression)).constraints().get(0);
        }
    }

    @Nested
    class Reading {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "units2 = units1|'=' at position 8 (expected: a parameter, a number, a quoted string or an operator;"
                            + " equality is ==)",
                    "untis2 <= units1|unknown parameter untis2; did you mean 'units2'?",
                    "layer.unit <= 4|unknown parameter layer.unit; did you mean 'units'?",
                    "units1.deep <= 4|unknown parameter units1.deep",
                    "opt == 'adma'|\"adma\" (expected: a value of opt); did you mean 'adam'?",
                    "layer == 'convo'|\"convo\" (expected: a value of layer); did you mean 'conv'?",
                    "opt <= 3|opt beside '<=' (expected: a number)",
                    "opt + 1 <= 3|opt beside '+' (expected: a number)",
                    "a + b == 1|== with a continuous parameter, which is hardly ever exactly equal to anything (expected: <= or"
                            + " >=; or leave one parameter out and compute it in the trial)",
                    "a + b|no comparison (expected: one such as a <= b)",
                    "a <= b or opt|a value beside 'or' (expected: a comparison such as a <= b)",
                    "a <= |the end (expected: a parameter, a number, a quoted string or '(')",
                    "(a <= b|the end (expected: ')')",
                    "a <= b b|'b' at position 8 (expected: an operator or the end)",
                    "(a <= b) <= 1|a comparison beside '<=' (expected: a value)",
                    "a ** 2 <= b|'*' at position 4 (expected: a parameter, a number, a quoted string or '(')",
                    "layer. <= 2|'<=' at position 8 (expected: the name of a parameter)"
                })
        void shouldSayWhatIsWrong(String expression, String problem) {
            assertThatThrownBy(() -> SPACE.withConstraints(List.of(expression)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("_constraints[0]: \"" + expression + "\": " + problem);
        }

        @Test
        void shouldRefuseWhatIsTooDeepOrTooLong() {
            assertThatThrownBy(() -> SPACE.withConstraints(List.of("(".repeat(500) + "a" + ")".repeat(500) + " <= b")))
                    .hasMessageContaining("more than 100 levels");
            assertThatThrownBy(() -> SPACE.withConstraints(List.of("a <= b" + " ".repeat(3000))))
                    .hasMessageContaining("3006 characters (expected: at most 2000; write several constraints)");
        }

        @Test
        void shouldReportAllProblemsAtOnce() {
            // given: one parameter cannot be read; constraints that name it are no further problem
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("x", type("uniform", 0, 1));
            written.put("y", type("unifrm", 0, 1));
            List<Object> constraints = new ArrayList<>(List.of("x <= y", "x <= z", 7, "x <"));
            written.put("_constraints", constraints);

            // when
            InvalidInputException refused =
                    catchThrowableOfType(InvalidInputException.class, () -> SearchSpace.parse(written));

            // then
            assertThat(refused.problems())
                    .extracting(Problem::path)
                    .containsExactly("y._type", "_constraints[1]", "_constraints[2]", "_constraints[3]");
        }

        @Test
        void shouldRefuseConstraintsThatNothingKeeps() {
            assertThatThrownBy(() -> SPACE.withConstraints(List.of("a > 0.5", "a < 0.5")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("_constraints: [a > 0.5, a < 0.5]")
                    .hasMessageContaining("can be kept together");
        }

        @Test
        void shouldRefuseConstraintsInsideOfABranch() {
            assertThatThrownBy(() -> SearchSpace.parse(Map.of(
                            "layer",
                            type(
                                    "choice",
                                    Map.of("_name", "x", "_constraints", List.of("a <= 1")),
                                    Map.of("_name", "y")))))
                    .hasMessageContaining("layer._value[0]._constraints: constraints of a part (expected: at the top");
        }

        @Test
        void shouldRefuseWhatIsNoList() {
            assertThatThrownBy(() -> SearchSpace.parse(Map.of("a", type("uniform", 0, 1), "_constraints", "a < 1")))
                    .hasMessage(
                            "_constraints: \"a < 1\" (expected: a list of expressions such as \"units2 <= units1\")");
        }
    }

    @Nested
    class Sampling {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "units2 <= units1",
                    "a <= 0.001",
                    "a * 100000 <= units1 / 511",
                    "units1 == 77",
                    "layer == 'conv' and layer.kernel == 2 and units1 - units2 == 0 and size == 256"
                })
        void shouldKeepConstraintsHoweverNarrow(String expression) {
            SearchSpace space = SPACE.withConstraints(List.of(expression));
            SplittableRandom random = new SplittableRandom(1);

            for (int i = 0; i < 20; i++) {
                Configuration sampled = space.sample(random);
                assertThat(space.check(sampled)).isEmpty();
            }
        }

        @Test
        void shouldDrawLikeTheWholeSpaceWhereItIsAllowed() {
            SearchSpace half = SearchSpace.parse(Map.of("x", type("uniform", 0, 1), "y", type("uniform", 0, 1)))
                    .withConstraints(List.of("x <= y"));
            SplittableRandom random = new SplittableRandom(1);

            double mean = random.longs(4_000)
                    .mapToDouble(seed -> half.sample(new SplittableRandom(seed)).number("x"))
                    .average()
                    .orElseThrow();

            assertThat(mean).isCloseTo(1 / 3.0, within(0.02));
        }
    }
}
