package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
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
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpeTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new TpeTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }
    }

    @Nested
    class OnEveryType extends Contract {}

    @Nested
    class OnIntegers extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.integers();
        }
    }

    @Nested
    class OnCategories extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.categories();
        }
    }

    @Nested
    class OnTwoNestedLevels extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    @Nested
    class WithOtherArguments extends Contract {
        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("TPE_args", Map.of("constantLiarType", "Best", "gamma", 0.25, "n_startup_jobs", 5));
        }
    }

    @Test
    void shouldSearchNearGoodResults() {
        // given
        Tuner tuner = tuner(LINE);
        observeLine(tuner, 40, x -> Math.abs(x - 0.7));

        // when
        List<Double> proposals = propose(tuner, 40, 30);

        // then: a third of the range holds far more than a third of the proposals
        assertThat(proposals.stream().filter(x -> Math.abs(x - 0.7) < 1.0 / 6)).hasSizeGreaterThan(20);
    }

    @Test
    void shouldAvoidWhereTrialsFail() {
        // given: the best results lie next to a region where everything fails
        Tuner tuner = tuner(LINE);
        observeLine(tuner, 60, x -> x > 0.5 ? Double.NaN : 0.5 - x);

        // when
        List<Double> proposals = propose(tuner, 60, 30);

        // then: half of the range
        assertThat(proposals.stream().filter(x -> x > 0.5)).hasSizeLessThan(10);
    }

    @Test
    void shouldKeepAwayFromRunningTrials() {
        // given: one tuner with a crowd of running trials around the best result, one without
        Tuner lonely = tuner(LINE);
        Tuner crowded = tuner(LINE);
        observeLine(lonely, 40, x -> Math.abs(x - 0.7));
        observeLine(crowded, 40, x -> Math.abs(x - 0.7));
        for (int i = 0; i < 20; i++) {
            crowded.observe(List.of(Observation.pending(40 + i, x(0.65 + 0.1 * i / 20))));
        }

        // when
        double distance = meanDistance(propose(lonely, 60, 30));
        double crowdedDistance = meanDistance(propose(crowded, 60, 30));

        // then
        assertThat(crowdedDistance).isGreaterThan(1.3 * distance);
    }

    @Test
    void shouldPreferCompleteToEarlyStoppedTrials() {
        // given: stopped trials have better values, complete ones are what counts
        Tuner tuner = tuner(LINE);
        RandomGenerator random = new SplittableRandom(1);
        for (int trial = 0; trial < 60; trial++) {
            double x = random.nextDouble();
            tuner.observe(List.of(
                    x < 0.5
                            ? Observation.ended(trial, x(x), State.EARLY_STOPPED)
                                    .withMetrics(Map.of("default", -1.0))
                                    .withIntermediates(List.of(-1.0))
                            : Observation.succeeded(trial, x(x), Math.abs(x - 0.8))));
        }

        // when, then
        assertThat(propose(tuner, 60, 30).stream().filter(x -> x >= 0.5)).hasSizeGreaterThan(24);
    }

    @Test
    void shouldLearnAboutASharedParameterInEveryBranch() {
        // given: only branch "a" was tried, "rate" is common to all
        Parameter rate = new Parameter("rate", new Uniform(0, 1));
        SearchSpace space = SearchSpace.of(new Parameter(
                "model",
                new NestedChoice(
                        List.of(new Branch("a", SearchSpace.of(rate)), new Branch("b", SearchSpace.of(rate))))));
        Tuner tuner = tuner(space);
        RandomGenerator random = new SplittableRandom(3);
        for (int trial = 0; trial < 50; trial++) {
            double x = random.nextDouble();
            Configuration tried = Configuration.of(Map.of("model", Map.of("_name", "a", "rate", x)));
            tuner.observe(List.of(Observation.succeeded(trial, tried, Math.abs(x - 0.8))));
        }

        // when
        List<Configuration> inBranchB = LongStream.range(50, 150)
                .mapToObj(next ->
                        tuner.suggest(SuggestRequest.of(next, 1)).proposals().get(0))
                .map(proposal -> proposal.configuration().nested("model"))
                .filter(model -> "b".equals(model.value("_name")))
                .toList();

        // then
        assertThat(inBranchB).isNotEmpty();
        assertThat(inBranchB.stream()
                        .mapToDouble(model -> Math.abs(model.number("rate") - 0.8))
                        .average()
                        .orElseThrow())
                .as("0.34 without knowledge")
                .isLessThan(0.2);
    }

    @Test
    void shouldFindTheLastPointOfAFiniteSpace() {
        // given: the model is sure of a point that is taken
        SearchSpace space = SearchSpace.of(
                new Parameter("a", new RandInt(0, 20)), new Parameter("b", new Choice(List.of("x", "y", "z"))));

        // when
        Simulation simulation = new Simulation(tuner(space), Direction.MINIMIZE)
                .withConcurrency(4)
                .run(100, configuration -> configuration.number("a"));

        // then
        assertThat(simulation.proposals()).hasSize(60).doesNotHaveDuplicates();
        assertThat(simulation.isExhausted()).isTrue();
    }

    @Test
    void shouldProposeInOneRequestWhatItProposesOneByOne() {
        // given
        Tuner tuner = tuner(LINE);
        observeLine(tuner, 30, x -> x);
        List<Double> together = propose(tuner, 30, 4);

        // when, then
        for (int i = 0; i < 4; i++) {
            double next = propose(tuner, 30 + i, 1).get(0);
            assertThat(next).isEqualTo(together.get(i));
            tuner.observe(List.of(Observation.pending(30 + i, x(next))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma: 0.0", "gamma: 1.5", "n_ei_candidates: 0", "constant_liar_type: \"median\""})
    void shouldRefuseBadArguments(String argument) {
        String name = argument.substring(0, argument.indexOf(':'));
        String text = argument.substring(argument.indexOf(' ') + 1);
        Object value = text.startsWith("\"") ? text.replace("\"", "") : Double.valueOf(text);

        assertThatThrownBy(() -> new TpeTunerFactory().options().read(Map.of("tpe_args", Map.of(name, value))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tpe_args." + name)
                .hasMessageContaining("expected");
    }

    private interface Curve {
        double at(double x);
    }

    private static Tuner tuner(SearchSpace space) {
        return FakeTunerContext.of(space).withSeed(1).create(new TpeTunerFactory());
    }

    private static void observeLine(Tuner tuner, int trials, Curve curve) {
        RandomGenerator random = new SplittableRandom(2);
        for (int trial = 0; trial < trials; trial++) {
            double x = random.nextDouble();
            double value = curve.at(x);
            tuner.observe(List.of(
                    Double.isNaN(value)
                            ? Observation.ended(trial, x(x), State.FAILED)
                            : Observation.succeeded(trial, x(x), value)));
        }
    }

    private static Configuration x(double x) {
        return Configuration.of(Map.of("x", x));
    }

    private static List<Double> propose(Tuner tuner, long firstTrial, int count) {
        return tuner.suggest(SuggestRequest.of(firstTrial, count)).proposals().stream()
                .map(Suggestion::configuration)
                .map(configuration -> configuration.number("x"))
                .toList();
    }

    private static double meanDistance(List<Double> proposals) {
        return proposals.stream().mapToDouble(x -> Math.abs(x - 0.7)).average().orElseThrow();
    }
}
