package io.trialog.tuners.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AutoTunerTest {

    private static final SearchSpace NUMBERS =
            SearchSpace.of(new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Uniform(0, 1)));
    private static final SearchSpace CATEGORIES = SearchSpace.of(
            new Parameter("a", new Choice(List.of(1, 2, 3, 4, 5, 6))),
            new Parameter("b", new Choice(List.of(1, 2, 3, 4, 5, 6))),
            new Parameter("y", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new AutoTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }
    }

    @Nested
    class OnIntegers extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.integers();
        }
    }

    /** Where it takes turns. */
    @Nested
    class OnCategories extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    @Test
    void shouldSayWhomItAskedAndWhy() {
        assertThat(notes(FakeTunerContext.of(NUMBERS).create(new AutoTunerFactory()), 2))
                .allMatch(note -> note.startsWith("Auto asked GP: mostly numeric, fewer than 500 results"));
        assertThat(notes(FakeTunerContext.of(NUMBERS).withConcurrency(100).create(new AutoTunerFactory()), 2))
                .allMatch(note -> note.startsWith("Auto asked TPE: 100 trials at a time"));
        assertThat(notes(
                        FakeTunerContext.of(SearchSpace.of(IntStream.range(0, 60)
                                        .mapToObj(i -> new Parameter("x" + i, new Uniform(0, 1)))
                                        .toList()))
                                .create(new AutoTunerFactory()),
                        1))
                .allMatch(note -> note.startsWith("Auto asked TPE: 60 parameters"));
        assertThat(notes(
                        FakeTunerContext.of(NUMBERS)
                                .withObjectives(List.of(
                                        new Objective("default", Direction.MINIMIZE),
                                        new Objective("size", Direction.MINIMIZE)))
                                .create(new AutoTunerFactory()),
                        1))
                .allMatch(note -> note.startsWith("Auto asked NSGA2: several objectives"));
    }

    @Test
    void shouldTakeTurnsAmongCategories() {
        List<String> notes = notes(FakeTunerContext.of(CATEGORIES).create(new AutoTunerFactory()), 4);

        assertThat(notes).hasSize(4);
        assertThat(notes.get(0)).startsWith("Auto asked GP: takes turns: 2 of 3");
        assertThat(notes.get(1)).startsWith("Auto asked TPE: takes turns");
        assertThat(notes.get(2)).startsWith("Auto asked GP");
    }

    @Test
    void shouldKnowItsOwnProposalsOfOneRequest() {
        SearchSpace four = SearchSpace.of(
                new Parameter("a", new Choice(List.of(1, 2))), new Parameter("b", new Choice(List.of(1, 2))));

        List<Suggestion> proposals = FakeTunerContext.of(four)
                .create(new AutoTunerFactory())
                .suggest(SuggestRequest.of(0, 9))
                .proposals();

        assertThat(proposals).hasSize(4);
        assertThat(proposals).extracting(Suggestion::configuration).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnWithTpeWhenThereAreManyResults() {
        // given
        Tuner tuner = FakeTunerContext.of(NUMBERS).create(new AutoTunerFactory());
        SplittableRandom random = new SplittableRandom(1);
        List<Observation> history = new ArrayList<>();
        for (int trial = 0; trial < 500; trial++) {
            history.add(Observation.succeeded(trial, NUMBERS.sample(random), random.nextDouble()));
        }

        // when
        tuner.observe(history.subList(0, 499));
        String before = notes(tuner, 1).get(0);
        tuner.observe(history.subList(499, 500));
        String after = notes(tuner, 1).get(0);
        tuner.observe(List.of(history.get(3), Observation.pending(3, NUMBERS.sample(random)))); // it is tried again
        String again = notes(tuner, 1).get(0);

        // then
        assertThat(before).startsWith("Auto asked GP");
        assertThat(after).startsWith("Auto asked TPE: 500 results and more");
        assertThat(again).startsWith("Auto asked GP");
    }

    @Test
    void shouldFindTheBottomOfABowl() {
        Simulation simulation = new Simulation(
                        FakeTunerContext.of(NUMBERS).create(new AutoTunerFactory()), Direction.MINIMIZE)
                .run(30, point -> Math.pow(point.number("x") - 0.3, 2) + Math.pow(point.number("y") - 0.8, 2));

        assertThat(simulation.best().orElseThrow()).isLessThan(1e-3);
    }

    private static List<String> notes(Tuner tuner, int count) {
        return tuner.suggest(SuggestRequest.of(0, count)).proposals().stream()
                .map(proposal -> proposal.note().orElse(""))
                .toList();
    }
}
