package io.trialog.tuners.hyperband;

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
import io.trialog.spi.tuner.Observation.State;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Suggestions.Outlook;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.fidelity.LearningCurves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperbandTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new HyperbandTunerFactory();
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
    }

    @Nested
    class OneBracketAfterTheOther extends Contract {
        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("r", 27, "exec_mode", "Serial");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void shouldRunTheBracketsOfTheOriginalOneAfterTheOther(int concurrency) {
        // when: two rounds
        List<Suggestion> suggestions = new Simulation(
                        tuner(LINE, Map.of("R", 60, "exec_mode", "serial")), Direction.MINIMIZE)
                .withConcurrency(concurrency)
                .run(138, configuration -> configuration.number("x"))
                .suggestions();

        // then
        Map<Double, Long> perBudget = new TreeMap<>(suggestions.stream()
                .collect(
                        Collectors.groupingBy(suggestion -> suggestion.budget().orElseThrow(), Collectors.counting())));
        assertThat(perBudget).isEqualTo(Map.of(2.0, 54L, 6.0, 42L, 20.0, 26L, 60.0, 16L));
        assertThat(budgets(suggestions.subList(0, 40)))
                .as("(27,2)(9,6)(3,20)(1,60)")
                .containsExactlyInAnyOrderElementsOf(budgets(new int[][] {{27, 2}, {9, 6}, {3, 20}, {1, 60}}));
        assertThat(budgets(suggestions.subList(65, 69)))
                .as("the last bracket of a round")
                .containsOnly(60.0);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldGoOnWithTheBestOfARung(Direction direction) {
        // given
        Tuner tuner = FakeTunerContext.of(LINE)
                .withDirection(direction)
                .withClassArgs(Map.of("R", 60))
                .create(new HyperbandTunerFactory());
        Simulation simulation =
                new Simulation(tuner, direction).withConcurrency(5).withResultsInAnyOrder(1);

        // when
        List<Suggestion> suggestions = simulation
                .run(400, configuration -> direction.toLoss(Math.abs(configuration.number("x") - 0.4)))
                .suggestions();

        // then
        List<Integer> first = numbers(suggestions, "0_0");
        List<Long> best = first.stream()
                .sorted(Comparator.comparingDouble(number ->
                        Math.abs(suggestions.get(number).configuration().number("x") - 0.4)))
                .limit(9)
                .map(Integer::longValue)
                .toList();
        assertThat(first).hasSize(27);
        assertThat(numbers(suggestions, "0_1").stream()
                        .map(number -> suggestions.get(number).parent().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(best);
        assertThat(suggestions.stream().filter(suggestion -> suggestion.parent().isPresent()))
                .isNotEmpty()
                .allSatisfy(child -> {
                    Suggestion parent = suggestions.get((int) child.parent().orElseThrow());
                    assertThat(child.configuration()).isEqualTo(parent.configuration());
                    assertThat(child.budget().orElseThrow())
                            .isGreaterThan(parent.budget().orElseThrow());
                });
    }

    @Test
    void shouldGoOnWithATrialAsSoonAsItsPlaceIsCertain() {
        // given: nine trials of which three go on
        Tuner tuner = tuner(LINE, Map.of("R", 9, "exec_mode", "serial"));
        List<Suggestion> first = suggest(tuner, 0, 20).proposals();
        assertThat(first).hasSize(9);
        tellPending(tuner, first);

        // when: six have ended
        for (int number = 0; number < 6; number++) {
            tell(tuner, number, first.get(number), number);
        }
        assertThat(suggest(tuner, 9, 5).proposals())
                .as("any three may be better")
                .isEmpty();

        // and when: the seventh ends
        tell(tuner, 6, first.get(6), 6);

        // then
        Suggestions answer = suggest(tuner, 9, 5);
        assertThat(answer.proposals()).hasSize(1);
        assertThat(answer.proposals().get(0).parent()).hasValue(0);
        assertThat(answer.outlook()).isEqualTo(Outlook.WAITING);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"FAILED", "INFEASIBLE", "CANCELED", "EARLY_STOPPED"})
    void shouldNotBeBlockedByTrialsWithoutResult(State state) {
        // given: all but two of the first nine end so
        Tuner tuner = tuner(LINE, Map.of("R", 9, "exec_mode", "serial"));
        List<Suggestion> first = suggest(tuner, 0, 20).proposals();
        tellPending(tuner, first);
        for (int number = 0; number < 9; number++) {
            if (number < 2) {
                tell(tuner, number, first.get(number), 1.0);
            } else {
                tuner.observe(
                        List.of(Observation.ended(number, first.get(number).configuration(), state)
                                .proposedAs(first.get(number))));
            }
        }

        // when, then: both go on, then one of them, then the next bracket begins
        List<Suggestion> second = suggest(tuner, 9, 20).proposals();
        assertThat(second.stream().map(Suggestion::tag).map(tag -> tag.orElseThrow()))
                .containsExactly("0_1", "0_1");
        for (int i = 0; i < 2; i++) {
            tuner.observe(List.of(
                    Observation.pending(9 + i, second.get(i).configuration()).proposedAs(second.get(i))));
            tell(tuner, 9 + i, second.get(i), i);
        }
        List<Suggestion> third = suggest(tuner, 11, 20).proposals();
        assertThat(third.stream().map(suggestion -> suggestion.tag().orElseThrow()))
                .containsExactly("0_2");
        tell(tuner, 11, third.get(0), 0);
        assertThat(suggest(tuner, 12, 20).proposals())
                .hasSize(5)
                .allSatisfy(suggestion -> assertThat(suggestion.tag()).hasValue("1_0"));
    }

    @Test
    void shouldGoOnWhenEveryTrialFails() {
        Simulation simulation = new Simulation(tuner(LINE, Map.of("R", 9)), Direction.MINIMIZE)
                .withConcurrency(3)
                .run(100, configuration -> Double.NaN);

        assertThat(simulation.suggestions())
                .hasSize(100)
                .allMatch(suggestion -> suggestion.parent().isEmpty());
    }

    @Test
    void shouldBeginFurtherBracketsRatherThanIdle() {
        List<Suggestion> suggestions =
                suggest(tuner(LINE, Map.of("R", 60)), 0, 60).proposals();

        assertThat(suggestions.stream().map(suggestion -> suggestion.tag().orElseThrow()))
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(i -> i < 27 ? "0_0" : i < 39 ? "1_0" : i < 45 ? "2_0" : i < 49 ? "3_0" : "4_0")
                        .toList());
    }

    @Test
    void shouldEndWhenAFiniteSpaceHasNoMorePoints() {
        // given
        SearchSpace space = SearchSpace.of(new Parameter("x", new RandInt(0, 10)));

        // when
        Simulation simulation = new Simulation(tuner(space, Map.of("R", 9)), Direction.MINIMIZE)
                .withConcurrency(2)
                .run(100, configuration -> configuration.number("x"));

        // then
        List<Suggestion> suggestions = simulation.suggestions();
        assertThat(simulation.isExhausted()).isTrue();
        assertThat(suggestions.stream().filter(suggestion -> suggestion.parent().isEmpty()))
                .hasSize(10);
        assertThat(suggestions.stream()
                        .filter(suggestion -> suggestion.budget().orElseThrow() == 9)
                        .map(Suggestion::configuration))
                .contains(Configuration.of(Map.of("x", 0L)));
    }

    @Test
    void shouldNotGoOnWithWhatIsNotInTheSearchSpaceAnyMore() {
        // given
        Tuner tuner = tuner(LINE, Map.of("R", 9));
        List<Suggestion> first = suggest(tuner, 0, 9).proposals();
        tellPending(tuner, first);
        for (int number = 0; number < 9; number++) {
            tell(
                    tuner,
                    number,
                    first.get(number),
                    first.get(number).configuration().number("x"));
        }

        // when
        tuner.updateSearchSpace(SearchSpace.of(new Parameter("x", new Uniform(0.5, 1))));

        // then
        assertThat(suggest(tuner, 9, 30).proposals())
                .anyMatch(suggestion -> suggestion.parent().isPresent())
                .allSatisfy(suggestion ->
                        assertThat(suggestion.configuration().number("x")).isBetween(0.5, 1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldFindBetterConfigurationsThanRandomSearchWithTheSameBudget(int concurrency) {
        double random = LearningCurves.medianQualityOfRandom(40);

        assertThat(LearningCurves.medianQuality(new HyperbandTunerFactory(), Map.of("R", 27), concurrency, 27, 40))
                .isLessThan(0.9 * random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R", "eta", "exec_mode"})
    void shouldRefuseBadArguments(String name) {
        assertThatThrownBy(() -> new HyperbandTunerFactory().options().read(Map.of(name, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private static Tuner tuner(SearchSpace space, Map<String, ?> classArgs) {
        return FakeTunerContext.of(space).withSeed(1).withClassArgs(classArgs).create(new HyperbandTunerFactory());
    }

    private static Suggestions suggest(Tuner tuner, long first, int count) {
        return tuner.suggest(SuggestRequest.of(first, count));
    }

    private static void tellPending(Tuner tuner, List<Suggestion> suggestions) {
        for (int number = 0; number < suggestions.size(); number++) {
            Suggestion suggestion = suggestions.get(number);
            tuner.observe(List.of(
                    Observation.pending(number, suggestion.configuration()).proposedAs(suggestion)));
        }
    }

    private static void tell(Tuner tuner, long number, Suggestion suggestion, double value) {
        tuner.observe(List.of(
                Observation.succeeded(number, suggestion.configuration(), value).proposedAs(suggestion)));
    }

    private static List<Integer> numbers(List<Suggestion> suggestions, String tag) {
        return IntStream.range(0, suggestions.size())
                .filter(number -> suggestions.get(number).tag().orElseThrow().equals(tag))
                .boxed()
                .toList();
    }

    private static List<Double> budgets(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> suggestion.budget().orElseThrow())
                .toList();
    }

    private static List<Double> budgets(int[][] rungs) {
        List<Double> all = new ArrayList<>();
        for (int[] rung : rungs) {
            IntStream.range(0, rung[0]).forEach(i -> all.add((double) rung[1]));
        }
        return all;
    }
}
