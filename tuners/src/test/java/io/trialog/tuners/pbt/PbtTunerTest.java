package io.trialog.tuners.pbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QUniform;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PbtTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    /**
     * Two capabilities make no sense here. A population trains on for ever with the configurations that it has, in a finite
     * space too. And it learns what is good for a trial that continues another; without checkpoints eight trainings of one
     * configuration are one trial, which random search has more of.
     */
    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new PbtTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.NO_DUPLICATES, Capability.LEARNS));
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
    class OnCategoriesInAPopulationThatIsHalfReplaced extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.categories();
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("population_size", 5, "fraction", 0.5, "resample_probability", 0);
        }
    }

    @Test
    void shouldBeginWithARandomPopulation() {
        List<Suggestion> first = suggest(tuner(LINE), 0, 30).proposals();

        assertThat(tags(first))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(member -> "0." + member).toList());
        assertThat(first).allMatch(suggestion -> suggestion.parent().isEmpty());
        assertThat(new HashSet<>(first.stream().map(Suggestion::configuration).toList()))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldReplaceTheWorstByVariedCopiesOfTheBest(Direction direction) {
        // given: trial 0 is the best, trial 9 the worst
        Tuner tuner = FakeTunerContext.of(LINE)
                .withDirection(direction)
                .withClassArgs(Map.of("resample_probability", 0, "factor", 0.1))
                .create(new PbtTunerFactory());
        List<Suggestion> first = begin(tuner);
        IntStream.range(0, 10).forEach(number -> tell(tuner, number, first.get(number), direction.toLoss(number)));

        // when
        List<Suggestion> second = suggest(tuner, 10, 30).proposals();

        // then
        assertThat(tags(second))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(member -> "1." + member).toList());
        for (int member = 0; member < 8; member++) {
            assertThat(second.get(member).configuration())
                    .isEqualTo(first.get(member).configuration());
            assertThat(second.get(member).parent()).hasValue(member);
            assertThat(second.get(member).note()).isEmpty();
        }
        for (Suggestion copy : second.subList(8, 10)) {
            int donor = (int) copy.parent().orElseThrow();
            assertThat(donor).isBetween(0, 1);
            double moved = x(copy) - x(first.get(donor));
            assertThat(Math.abs(moved)).isBetween(0.0, 0.1 + 1e-9);
            assertThat(copy.note().orElseThrow()).contains("a copy of trial " + donor);
        }
    }

    @Test
    void shouldGoOnWhenHalfAGenerationHasEnded() {
        // given
        Tuner tuner = tuner(LINE);
        List<Suggestion> first = begin(tuner);

        // when: four of ten have ended
        for (int number : List.of(9, 3, 5, 0)) {
            tell(tuner, number, first.get(number), number);
        }
        Suggestions answer = suggest(tuner, 10, 3);
        assertThat(answer.proposals()).isEmpty();
        assertThat(answer.outlook()).isEqualTo(Outlook.WAITING);

        // and when: the fifth ends
        tell(tuner, 7, first.get(7), 7);

        // then: of these five, the worst becomes a copy of the best
        List<Suggestion> second = suggest(tuner, 10, 30).proposals();
        assertThat(tags(second)).containsExactly("1.0", "1.3", "1.5", "1.7", "1.9");
        assertThat(second.stream().map(suggestion -> suggestion.parent().orElseThrow()))
                .containsExactly(0L, 3L, 5L, 7L, 0L);
        assertThat(suggest(tuner, 10, 30).outlook()).isEqualTo(Outlook.WAITING);
    }

    @Test
    void shouldFinishAGenerationBeforeTheNextWhereThereAreFewSlots() {
        List<Suggestion> suggestions = new Simulation(tuner(LINE), Direction.MINIMIZE)
                .withConcurrency(3)
                .run(50, configuration -> configuration.number("x"))
                .suggestions();

        for (int generation = 0; generation < 5; generation++) {
            String prefix = generation + ".";
            assertThat(tags(suggestions.subList(10 * generation, 10 * generation + 10)))
                    .allMatch(tag -> tag.startsWith(prefix))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"FAILED", "INFEASIBLE", "CANCELED", "EARLY_STOPPED"})
    void shouldReplaceMembersWithoutResult(State state) {
        // given: all but two end so
        Tuner tuner = tuner(LINE);
        List<Suggestion> first = begin(tuner);
        for (int number = 0; number < 10; number++) {
            if (number < 2) {
                tell(tuner, number, first.get(number), number);
            } else {
                end(tuner, number, first.get(number), state);
            }
        }

        // when
        List<Suggestion> second = suggest(tuner, 10, 10).proposals();

        // then
        assertThat(second.get(1).parent()).hasValue(1);
        assertThat(second.subList(2, 10))
                .allSatisfy(copy -> assertThat(copy.parent().orElseThrow()).isBetween(0L, 1L));
    }

    @Test
    void shouldBeginAnewWhenNoMemberHasEverHadAValue() {
        Simulation simulation = new Simulation(tuner(LINE), Direction.MINIMIZE)
                .withConcurrency(4)
                .run(60, configuration -> Double.NaN);

        assertThat(simulation.proposals()).hasSize(60).doesNotHaveDuplicates();
        assertThat(simulation.suggestions())
                .allMatch(suggestion -> suggestion.parent().isEmpty());
    }

    @Test
    void shouldFallBackOnAnEarlierGenerationWhenAllFail() {
        // given
        Tuner tuner = tuner(LINE);
        List<Suggestion> first = begin(tuner);
        IntStream.range(0, 10).forEach(number -> tell(tuner, number, first.get(number), number));
        List<Suggestion> second = suggest(tuner, 10, 10).proposals();
        tellPending(tuner, 10, second);
        IntStream.range(0, 10).forEach(i -> end(tuner, 10 + i, second.get(i), State.FAILED));

        // when
        List<Suggestion> third = suggest(tuner, 20, 10).proposals();

        // then
        assertThat(third).hasSize(10).allSatisfy(suggestion -> {
            assertThat(suggestion.tag().orElseThrow()).startsWith("2.");
            assertThat(suggestion.parent().orElseThrow()).isBetween(0L, 1L);
        });
    }

    @ParameterizedTest
    @CsvSource({"100, 3.9", "0.5, 1.9"})
    void shouldLetAMemberThatIsFarBehindCatchUpUnlessItSurvives(double value, String tag) {
        // given: nine go on to the third generation, while one trains
        Tuner tuner = tuner(LINE);
        List<Suggestion> newest = begin(tuner);
        Suggestion slow = newest.get(9);
        long number = 0;
        for (int generation = 0; generation < 3; generation++) {
            for (int member = 0; member < 9; member++) {
                tell(tuner, number + member, newest.get(member), member);
            }
            number = 10 + 9L * generation;
            newest = suggest(tuner, number, 9).proposals();
            tellPending(tuner, number, newest);
        }

        // when
        tell(tuner, 9, slow, value);

        // then
        Suggestion next = suggest(tuner, number + 9, 1).proposals().get(0);
        assertThat(next.tag()).hasValue(tag);
        assertThat(next.parent().orElseThrow() == 9).isEqualTo(value < 1);
    }

    @Test
    void shouldMoveEveryTypeByItsOwnRule() {
        // given
        SearchSpace space = SearchSpace.of(
                new Parameter("uniform", new Uniform(-10, 10)),
                new Parameter("log", new LogUniform(1e-10, 1e10)),
                new Parameter("normal", new Normal(5, 3)),
                new Parameter("few", new RandInt(0, 10)),
                new Parameter("many", new RandInt(0, 1000)),
                new Parameter("steps", new QUniform(0, 100, 25)),
                new Parameter("ordinal", new Ordinal(List.of("xs", "s", "m", "l", "xl"))),
                new Parameter("choice", new Choice(List.of("a", "b", "c"))));
        Configuration donor = Configuration.of(Map.of(
                "uniform", 0.0, "log", 1.0, "normal", 8.0, "few", 5, "many", 500, "steps", 50, "ordinal", "m", "choice",
                "b"));
        Tuner tuner = FakeTunerContext.of(space)
                .withClassArgs(Map.of("population_size", 2, "fraction", 0.5, "resample_probability", 0, "factor", 0.05))
                .create(new PbtTunerFactory());
        for (int member = 0; member < 2; member++) {
            Suggestion suggestion = Suggestion.of(donor).withTag("0." + member);
            tuner.observe(List.of(Observation.pending(member, donor).proposedAs(suggestion)));
            tell(tuner, member, suggestion, member);
        }

        // when: the second is a copy of the first
        List<Configuration> copies = IntStream.range(0, 60)
                .mapToObj(i -> suggest(tuner, 100 + i, 2).proposals().get(1).configuration())
                .toList();

        // then
        assertThat(numbers(copies, "uniform")).containsExactlyInAnyOrder("-1.0000", "1.0000");
        assertThat(numbers(copies, "log")).containsExactlyInAnyOrder("0.1000", "10.0000");
        assertThat(numbers(copies, "normal")).containsExactlyInAnyOrder("7.8500", "8.1500");
        assertThat(numbers(copies, "few")).containsExactlyInAnyOrder("4.0000", "6.0000");
        assertThat(numbers(copies, "many")).containsExactlyInAnyOrder("450.0000", "550.0000");
        assertThat(numbers(copies, "steps")).containsExactlyInAnyOrder("25.0000", "75.0000");
        assertThat(copies.stream().map(copy -> copy.value("ordinal"))).containsOnly("s", "l");
        assertThat(copies.stream().map(copy -> copy.value("choice"))).contains("a", "b", "c");
    }

    @Test
    void shouldTrainOnInAChangedSearchSpace() {
        // given
        Tuner tuner = tuner(LINE);
        List<Suggestion> first = begin(tuner);
        IntStream.range(0, 10).forEach(number -> tell(tuner, number, first.get(number), number));

        // when
        tuner.updateSearchSpace(
                SearchSpace.of(new Parameter("x", new Uniform(0, 0.5)), new Parameter("added", new Uniform(2, 3))));

        // then
        List<Suggestion> second = suggest(tuner, 10, 10).proposals();
        for (int member = 0; member < 8; member++) {
            assertThat(second.get(member).parent()).hasValue(member);
            assertThat(second.get(member).configuration().number("added")).isBetween(2.0, 3.0);
            double before = x(first.get(member));
            assertThat(x(second.get(member))).isCloseTo(before, within(before < 0.5 ? 1e-9 : 1));
        }
    }

    @Test
    void shouldLetHalfThePopulationBeginWithWhatIsKnown() {
        // given: six results from elsewhere, one of them the configuration of a hand-made trial
        Tuner tuner = tuner(LINE);
        tuner.observe(Stream.of(1, 2, 3, 4, 5, 6)
                .map(eighths -> Observation.succeeded(-eighths, at(eighths / 8.0), eighths))
                .toList());
        tuner.observe(List.of(
                Observation.pending(0, at(0.375)),
                Observation.succeeded(0, at(0.375), 3.5),
                Observation.pending(1, at(0.875)),
                Observation.ended(1, at(0.875), State.FAILED)));

        // when
        List<Suggestion> first = suggest(tuner, 2, 10).proposals();

        // then
        assertThat(first.stream().limit(5).map(PbtTunerTest::x)).containsExactly(0.125, 0.25, 0.375, 0.5, 0.625);
        assertThat(first.get(2).parent()).as("the trial has a checkpoint").hasValue(0);
        assertThat(first.stream().filter(suggestion -> suggestion.parent().isPresent()))
                .hasSize(1);
        assertThat(first.stream().skip(5).map(PbtTunerTest::x))
                .doesNotContain(0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875);
        assertThat(suggestOneByOne(tuner))
                .isEqualTo(first.stream().map(PbtTunerTest::x).toList());
    }

    private static List<Double> suggestOneByOne(Tuner tuner) {
        return IntStream.range(0, 10)
                .mapToObj(i -> {
                    Suggestion suggestion = suggest(tuner, 2 + i, 1).proposals().get(0);
                    tellPending(tuner, 2 + i, List.of(suggestion));
                    return x(suggestion);
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16})
    void shouldLearnAScheduleThatIsBetterThanAnyConstant(int concurrency) {
        // given: 20 generations
        double[] best = new double[9];

        // when
        for (int seed = 0; seed < best.length; seed++) {
            Tuner tuner = FakeTunerContext.of(NoisyDescent.SPACE).withSeed(seed).create(new PbtTunerFactory());
            best[seed] = new Simulation(tuner, Direction.MINIMIZE)
                    .withConcurrency(concurrency)
                    .withResultsInAnyOrder(seed)
                    .train(200, new NoisyDescent())
                    .best()
                    .orElseThrow();
        }

        // then
        Arrays.sort(best);
        assertThat(best[best.length / 2]).isLessThan(0.5 * NoisyDescent.bestOfConstantRates(20));
    }

    @Test
    void shouldTellTrialsOfTheirCheckpointsAndSayThatTheyLieElsewhere() {
        PbtTunerFactory factory = new PbtTunerFactory();

        assertThat(factory.tellsCheckpointDirectory()).isTrue();
        assertThat(factory.options()
                        .read(Map.of("all_checkpoint_dir", "/data/checkpoints"))
                        .asMap())
                .isNotEmpty();
        assertThat(factory.options().specs())
                .filteredOn(spec -> spec.whyWithoutEffect().isPresent())
                .singleElement()
                .satisfies(spec -> assertThat(spec.name()).isEqualTo("all_checkpoint_dir"));
    }

    @ParameterizedTest
    @CsvSource({"population_size, 1", "fraction, 0.6", "factor, 0", "resample_probability, 1.1"})
    void shouldRefuseBadArguments(String name, double value) {
        assertThatThrownBy(() -> new PbtTunerFactory().options().read(Map.of(name, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private static Tuner tuner(SearchSpace space) {
        return FakeTunerContext.of(space).withSeed(1).create(new PbtTunerFactory());
    }

    private static Suggestions suggest(Tuner tuner, long first, int count) {
        return tuner.suggest(SuggestRequest.of(first, count));
    }

    /** Starts the first generation, trials 0 to 9. */
    private static List<Suggestion> begin(Tuner tuner) {
        List<Suggestion> first = suggest(tuner, 0, 10).proposals();
        tellPending(tuner, 0, first);
        return first;
    }

    private static void tellPending(Tuner tuner, long firstNumber, List<Suggestion> suggestions) {
        for (int i = 0; i < suggestions.size(); i++) {
            Suggestion suggestion = suggestions.get(i);
            tuner.observe(List.of(Observation.pending(firstNumber + i, suggestion.configuration())
                    .proposedAs(suggestion)));
        }
    }

    private static void tell(Tuner tuner, long number, Suggestion suggestion, double value) {
        tuner.observe(List.of(
                Observation.succeeded(number, suggestion.configuration(), value).proposedAs(suggestion)));
    }

    private static void end(Tuner tuner, long number, Suggestion suggestion, State state) {
        Observation end = Observation.ended(number, suggestion.configuration(), state);
        tuner.observe(List.of((state == State.EARLY_STOPPED ? end.withMetrics(Map.of("default", -1.0)) : end)
                .proposedAs(suggestion)));
    }

    private static Configuration at(double x) {
        return Configuration.of(Map.of("x", x));
    }

    private static double x(Suggestion suggestion) {
        return suggestion.configuration().number("x");
    }

    private static List<String> tags(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> suggestion.tag().orElseThrow())
                .toList();
    }

    /** The different values, rounded. */
    private static Set<String> numbers(List<Configuration> configurations, String name) {
        Set<String> numbers = new TreeSet<>();
        configurations.forEach(
                configuration -> numbers.add(String.format(Locale.ROOT, "%.4f", configuration.number(name))));
        return numbers;
    }
}
