package io.trialog.tuners.asha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.fidelity.LearningCurves;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AshaTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new AshaTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS));
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

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("eta", 2, "min_budget", 0.5, "max_budget", 16);
        }
    }

    @Test
    void shouldGoOnWithTheBestThirdOneByOne() {
        // given: each result is worse than those before it
        Tuner tuner = tuner(LINE, Map.of("max_budget", 9));
        Simulation simulation = new Simulation(tuner, Direction.MINIMIZE);

        // when
        List<Suggestion> suggestions =
                simulation.train(13, (number, suggestion) -> number).suggestions();

        // then: of three results the best goes on; of three that went on the best goes on
        assertThat(suggestions.stream().map(suggestion -> suggestion.budget().orElseThrow()))
                .containsExactly(1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 3.0, 9.0);
        assertThat(suggestions.get(3).parent()).hasValue(0);
        assertThat(suggestions.get(7).parent()).hasValue(1);
        assertThat(suggestions.get(12).parent()).hasValue(3);
        assertThat(suggestions.get(12).configuration())
                .isEqualTo(suggestions.get(0).configuration());
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldOnlyGoOnWithGoodTrialsAndWithEachOnce(Direction direction) {
        // given
        Tuner tuner = FakeTunerContext.of(LINE).withDirection(direction).create(new AshaTunerFactory());

        // when
        List<Suggestion> suggestions = new Simulation(tuner, direction)
                .withConcurrency(8)
                .withResultsInAnyOrder(2)
                .train(
                        600,
                        (number, suggestion) -> number % 9 == 4
                                ? Double.NaN
                                : direction.toLoss(suggestion.configuration().number("x")))
                .suggestions();

        // then
        List<Long> parents = suggestions.stream()
                .flatMap(suggestion -> suggestion.parent().stream().boxed())
                .toList();
        assertThat(parents).hasSizeBetween(180, 260).doesNotHaveDuplicates().noneMatch(parent -> parent % 9 == 4);
        assertThat(parents.stream()
                        .skip(20)
                        .filter(parent ->
                                suggestions.get(parent.intValue()).parent().isEmpty())
                        .filter(parent -> suggestions
                                        .get(parent.intValue())
                                        .configuration()
                                        .number("x")
                                > 0.45))
                .as("beyond the first ones, not far from the best third")
                .isEmpty();
    }

    @Test
    void shouldPromoteSeveralAtATime() {
        // given: nine results on the lowest rung
        Tuner tuner = tuner(LINE, Map.of("max_budget", 9));
        for (int number = 0; number < 9; number++) {
            Suggestion start = Suggestion.of(Configuration.of(Map.of("x", 0.1 * number)))
                    .withTag("rung 0")
                    .withBudget(1);
            tuner.observe(List.of(
                    Observation.pending(number, start.configuration()).proposedAs(start),
                    Observation.succeeded(number, start.configuration(), number).proposedAs(start)));
        }

        // when
        List<Suggestion> together = tuner.suggest(SuggestRequest.of(9, 5)).proposals();

        // then
        assertThat(together.subList(0, 3).stream()
                        .map(suggestion -> suggestion.parent().orElseThrow()))
                .containsExactly(0L, 1L, 2L);
        assertThat(together.subList(3, 5))
                .allSatisfy(suggestion -> assertThat(suggestion.budget()).hasValue(1));
    }

    @Test
    void shouldBringTheBestOfAFiniteSpaceToTheTop() {
        // given
        SearchSpace space = SearchSpace.of(new Parameter("x", new RandInt(0, 10)));

        // when
        Simulation simulation = new Simulation(tuner(space, Map.of()), Direction.MINIMIZE)
                .withConcurrency(3)
                .run(100, configuration -> configuration.number("x"));

        // then
        List<Suggestion> suggestions = simulation.suggestions();
        assertThat(simulation.isExhausted()).isTrue();
        assertThat(suggestions.stream().filter(suggestion -> suggestion.parent().isEmpty()))
                .hasSize(10);
        assertThat(suggestions.get(suggestions.size() - 1).budget()).hasValue(81);
        assertThat(suggestions.get(suggestions.size() - 1).configuration().value("x"))
                .isEqualTo(0L);
    }

    @Test
    void shouldNotGoOnWithWhatIsNotInTheSearchSpaceAnyMore() {
        // given
        Tuner tuner = tuner(LINE, Map.of("max_budget", 9));
        new Simulation(tuner, Direction.MINIMIZE).run(60, configuration -> configuration.number("x"));

        // when
        tuner.updateSearchSpace(SearchSpace.of(new Parameter("x", new Uniform(0.5, 1))));

        // then
        assertThat(tuner.suggest(SuggestRequest.of(60, 30)).proposals())
                .anyMatch(suggestion -> suggestion.parent().isPresent())
                .allSatisfy(suggestion ->
                        assertThat(suggestion.configuration().number("x")).isBetween(0.5, 1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldFindBetterConfigurationsThanRandomSearchWithTheSameBudget(int concurrency) {
        double random = LearningCurves.medianQualityOfRandom(40);

        assertThat(LearningCurves.medianQuality(new AshaTunerFactory(), Map.of("max_budget", 27), concurrency, 27, 40))
                .isLessThan(0.8 * random);
    }

    @Test
    void shouldRefuseBudgetsThatContradictEachOther() {
        assertThatThrownBy(() -> tuner(LINE, Map.of("min_budget", 9, "max_budget", 3)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("min_budget: 9.0 (expected: at most max_budget, which is 3.0)");
    }

    private static Tuner tuner(SearchSpace space, Map<String, ?> classArgs) {
        return FakeTunerContext.of(space).withSeed(1).withClassArgs(classArgs).create(new AshaTunerFactory());
    }
}
