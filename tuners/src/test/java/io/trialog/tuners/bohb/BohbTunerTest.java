package io.trialog.tuners.bohb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.fidelity.LearningCurves;
import io.trialog.tuners.hyperband.HyperbandTunerFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BohbTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));
    private static final int PROPOSALS = 200;

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new BohbTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }
    }

    @Nested
    class OnEveryType extends Contract {}

    @Nested
    class OnTwoNestedLevels extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    @Nested
    class WithThreeBudgets extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return LearningCurves.space();
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("max_budget", 9);
        }
    }

    @Nested
    class Schedule {

        @Test
        void shouldRunTheBracketsOfTheOriginal() {
            List<Suggestion> suggestions = new Simulation(tuner(Map.of("max_budget", 9)), Direction.MINIMIZE)
                    .run(44, configuration -> configuration.number("x"))
                    .suggestions();

            List<Double> round = List.of(
                    1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 3.0, 3.0, 3.0, 9.0, // 9 of 1, 3 of 3, 1 of 9
                    3.0, 3.0, 3.0, 3.0, 3.0, 9.0, // 5 of 3, 1 of 9
                    9.0, 9.0, 9.0);
            List<Double> budgets = suggestions.stream()
                    .map(suggestion -> suggestion.budget().orElseThrow())
                    .toList();
            assertThat(budgets.subList(0, 13)).containsExactlyInAnyOrderElementsOf(round.subList(0, 13));
            assertThat(budgets.subList(13, 19)).containsExactlyInAnyOrderElementsOf(round.subList(13, 19));
            assertThat(budgets.subList(19, 22)).containsExactlyElementsOf(round.subList(19, 22));
            assertThat(budgets.subList(22, 44)).as("the next round").isEqualTo(budgets.subList(0, 22));
        }

        @Test
        void shouldGoOnWithTheBestFromTheirCheckpoints() {
            List<Suggestion> suggestions = new Simulation(tuner(Map.of("max_budget", 9)), Direction.MINIMIZE)
                    .withConcurrency(4)
                    .run(100, configuration -> configuration.number("x"))
                    .suggestions();

            assertThat(suggestions.stream()
                            .filter(suggestion -> suggestion.parent().isPresent()))
                    .isNotEmpty()
                    .allSatisfy(child -> {
                        Suggestion parent = suggestions.get((int) child.parent().orElseThrow());
                        assertThat(child.configuration()).isEqualTo(parent.configuration());
                        assertThat(child.budget().orElseThrow())
                                .isEqualTo(3 * parent.budget().orElseThrow());
                    });
        }

        @Test
        void shouldBeginTheNextBracketRatherThanIdle() {
            List<Suggestion> suggestions = tuner(Map.of("max_budget", 9))
                    .suggest(SuggestRequest.of(0, 20))
                    .proposals();

            assertThat(suggestions.stream().map(suggestion -> suggestion.tag().orElseThrow()))
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(i -> i < 9 ? "0_0" : i < 14 ? "1_0" : i < 17 ? "2_0" : "3_0")
                            .toList());
        }
    }

    @Nested
    class Model {

        private final Tuner tuner = tuner(Map.of("max_budget", 9, "random_fraction", 0));
        private long imported;

        @Test
        void shouldPreferTheLargestBudgetThatHasEnoughResults() {
            // given: the large budget says the opposite of the small one
            learn(1.0, 0.2);
            assertThat(shareNear(0.2)).isGreaterThan(0.8);

            // when: one result less than it needs, two and two more for one parameter
            tell(0.8, 0, 3.0);
            tell(0.1, 0.7, 3.0);
            tell(0.5, 0.3, 3.0);
            assertThat(shareNear(0.2)).as("of the small budget").isGreaterThan(0.8);
            tell(0.15, 0.65, 3.0);

            // then
            assertThat(shareNear(0.8)).as("of the large budget").isGreaterThan(0.8);
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, 9, 81})
        void shouldTakeResultsOfNoBudgetOrALargerOneForThoseOfTheLargest(double budget) {
            learn(3.0, 0.2);
            learn(budget, 0.8);

            assertThat(shareNear(0.8)).isGreaterThan(0.8);
        }

        @ParameterizedTest
        @EnumSource(
                value = State.class,
                names = {"FAILED", "INFEASIBLE"})
        void shouldKeepAwayFromWhatFailedWithASmallerBudget(State state) {
            // given: two places are as good as each other
            learn(9.0, 0.2, 0.8);
            assertThat(shareNear(0.8)).isBetween(0.2, 0.8);

            // when
            for (int i = 0; i < 10; i++) {
                observe(Observation.ended(100 + i, x(0.75 + 0.01 * i), state), 1.0);
            }

            // then
            assertThat(shareNear(0.8)).isLessThan(0.1);
        }

        @Test
        void shouldKeepAwayFromNewConfigurationsThatRun() {
            // given
            learn(9.0, 0.2, 0.8);
            assertThat(shareNear(0.8)).isBetween(0.2, 0.8);

            // when
            for (int i = 0; i < 10; i++) {
                observe(Observation.pending(100 + i, x(0.75 + 0.01 * i)), 1.0);
            }

            // then
            assertThat(shareNear(0.8)).isLessThan(0.1);
        }

        @Test
        void shouldNotTakeContinuationsForBadOnes() {
            // given
            learn(9.0, 0.2, 0.8);
            for (int i = 0; i < 10; i++) {
                observe(Observation.succeeded(100 + i, x(0.75 + 0.01 * i), 1), 1.0);
            }
            List<Configuration> before = proposals(tuner);

            // when
            for (int i = 0; i < 10; i++) {
                observe(Observation.pending(200 + i, x(0.75 + 0.01 * i)), 3.0);
            }

            // then
            assertThat(proposals(tuner)).isEqualTo(before);
        }

        @Test
        void shouldNeedOneGoodResult() {
            // given: failures alone are nothing to go by
            for (int i = 0; i < 20; i++) {
                observe(Observation.ended(100 + i, x(0.05 * i), State.FAILED), 9.0);
            }
            assertThat(proposals(tuner)).as("random").isEqualTo(proposals(tuner(Map.of("random_fraction", 1))));

            // when
            tell(0.225, 0, 9.0);

            // then
            assertThat(shareNear(0.225)).isGreaterThan(0.8);
        }

        @Test
        void shouldWaitForAsManyResultsAsItIsTold() {
            Tuner patient = tuner(Map.of("random_fraction", 0, "min_points_in_model", 38));
            Tuner random = tuner(Map.of("random_fraction", 1));
            for (int i = 0; i < 39; i++) {
                patient.observe(List.of(Observation.succeeded(-1 - i, x(0.02 * i), i)));
            }
            assertThat(proposals(patient)).isEqualTo(proposals(random));

            patient.observe(List.of(Observation.succeeded(-40, x(0.9), 40)));

            assertThat(proposals(patient)).isNotEqualTo(proposals(random));
        }

        @Test
        void shouldKeepToAShareOfRandomConfigurations() {
            // given: the random ones are those that would have come without a model
            Tuner random = tuner(Map.of("random_fraction", 1));
            Tuner third = tuner(Map.of());
            for (int i = 0; i < 20; i++) {
                Observation result = Observation.succeeded(-1 - i, x(0.05 * i), i);
                third.observe(List.of(result));
                random.observe(List.of(result));
            }

            // when
            List<Configuration> own = proposals(third);
            List<Configuration> drawn = proposals(random);

            // then
            long same = IntStream.range(0, PROPOSALS)
                    .filter(i -> own.get(i).equals(drawn.get(i)))
                    .count();
            assertThat((double) same / PROPOSALS).isBetween(0.23, 0.43);
        }

        @Test
        void shouldLearnAnewInAChangedSearchSpace() {
            learn(9.0, 0.2);

            tuner.updateSearchSpace(SearchSpace.of(new Parameter("x", new Uniform(0, 0.5))));

            assertThat(shareNear(0.2)).isGreaterThan(0.8);
        }

        /** Results with minima at these places; two of them count as good. */
        private void learn(double budget, double... optima) {
            for (int i = 0; i <= 10; i++) {
                double x = i / 10.0;
                tell(
                        x,
                        DoubleStream.of(optima)
                                .map(optimum -> Math.abs(x - optimum))
                                .min()
                                .orElseThrow(),
                        budget);
            }
        }

        private void tell(double x, double value, double budget) {
            observe(Observation.succeeded(--imported, x(x), value), budget);
        }

        private void observe(Observation observation, double budget) {
            Suggestion suggestion = Suggestion.of(observation.configuration());
            tuner.observe(List.of(
                    Double.isNaN(budget) ? observation : observation.proposedAs(suggestion.withBudget(budget))));
        }

        private double shareNear(double x) {
            return (double) proposals(tuner).stream()
                            .filter(configuration -> Math.abs(configuration.number("x") - x) < 0.15)
                            .count()
                    / PROPOSALS;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldFindBetterConfigurationsThanHyperbandWithTheSameBudget(int concurrency) {
        double hyperband =
                LearningCurves.medianQuality(new HyperbandTunerFactory(), Map.of("R", 27), concurrency, 27, 40);

        assertThat(LearningCurves.medianQuality(new BohbTunerFactory(), Map.of("max_budget", 27), concurrency, 27, 40))
                .isLessThan(0.7 * hyperband);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min_budget",
                "max_budget",
                "eta",
                "min_points_in_model",
                "top_n_percent",
                "num_samples",
                "bandwidth_factor",
                "min_bandwidth"
            })
    void shouldRefuseBadArguments(String name) {
        assertThatThrownBy(() -> new BohbTunerFactory().options().read(Map.of(name, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    @Test
    void shouldSayWhatToWriteInsteadOfAConfigSpace() {
        assertThatThrownBy(() -> tuner(Map.of("config_space", "/home/me/space.pcs")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("config_space: /home/me/space.pcs (expected: ")
                .hasMessageContaining("searchSpace");
    }

    private static Tuner tuner(Map<String, ?> classArgs) {
        return FakeTunerContext.of(LINE).withSeed(1).withClassArgs(classArgs).create(new BohbTunerFactory());
    }

    /** Each as if it was the first one asked for. */
    private static List<Configuration> proposals(Tuner tuner) {
        return LongStream.range(0, PROPOSALS)
                .mapToObj(number ->
                        tuner.suggest(SuggestRequest.of(number, 1)).proposals().get(0))
                .map(Suggestion::configuration)
                .toList();
    }

    private static Configuration x(double x) {
        return Configuration.of(Map.of("x", x));
    }
}
