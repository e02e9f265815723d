package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Choice;
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
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpTunerTest {

    private static final SearchSpace SQUARE =
            SearchSpace.of(new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new GpTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        /** With fewer candidates than usual, which saves time. */
        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("selection_num_warm_up", 100, "selection_num_starting_points", 2);
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
    class OnTwoNestedLevels extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    private static Tuner tuner(SearchSpace space, long seed, Map<String, ?> classArgs) {
        return FakeTunerContext.of(space)
                .withSeed(seed)
                .withClassArgs(classArgs)
                .create(new GpTunerFactory());
    }

    private static double bowl(Configuration point) {
        return Math.pow(point.number("x") - 0.3, 2) + Math.pow(point.number("y") - 0.8, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ei", "poi", "ucb"})
    void shouldFindTheBottomOfABowl(String utility) {
        Simulation simulation = new Simulation(
                        tuner(SQUARE, 1, Map.of("utility", utility, "kappa", 1.5, "nu", 1.5)), Direction.MINIMIZE)
                .run(25, GpTunerTest::bowl);

        assertThat(simulation.best().orElseThrow()).isLessThan(1e-3);
    }

    @Test
    void shouldFindTheBottomOfABowlWithFourAtATime() {
        Simulation simulation = new Simulation(tuner(SQUARE, 2, Map.of()), Direction.MINIMIZE)
                .withConcurrency(4)
                .run(40, GpTunerTest::bowl);

        assertThat(simulation.best().orElseThrow()).isLessThan(1e-3);
    }

    @Test
    void shouldAvoidWhereTrialsFail() {
        // given: three quarters of the square fail
        Simulation.Objective objective =
                point -> point.number("x") > 0.5 || point.number("y") > 0.5 ? Double.NaN : bowl(point);
        Simulation simulation = new Simulation(tuner(SQUARE, 3, Map.of()), Direction.MINIMIZE).run(60, objective);

        // then
        long failures = simulation.proposals().stream()
                .skip(20)
                .filter(point -> Double.isNaN(objective.evaluate(point)))
                .count();
        assertThat(failures).as("failures among 40 trials, of random ones 30").isLessThan(20);
        assertThat(simulation.best().orElseThrow()).isLessThan(0.12); // 0.09 at the edge
    }

    @Test
    void shouldLeaveAValleyThatPromisesNothingMore() {
        // given: from these results a smooth model concludes that nothing is below 1.94, and stays at x = 10
        SearchSpace space =
                SearchSpace.of(new Parameter("x", new Uniform(-5, 10)), new Parameter("y", new Uniform(0, 15)));
        double[][] known = {
            {4.5704, 4.9945},
            {-1.3552, 14.1294},
            {2.1645, 1.4288},
            {6.4033, 10.5339},
            {8.4093, 3.1217},
            {10, 1.7222},
            {10, 0},
            {10, 1.9549},
            {10, 2.0131},
            {10, 2.2631},
            {10, 3.1506},
            {10, 4.7429},
            {-5, 0},
            {-5, 8.5657},
            {10, 15}
        };
        Tuner tuner = tuner(space, 6, Map.of());
        double best = Double.POSITIVE_INFINITY;

        // when
        for (int trial = 0; trial < 60; trial++) {
            Configuration point = trial < known.length
                    ? Configuration.of(Map.of("x", known[trial][0], "y", known[trial][1]))
                    : tuner.suggest(SuggestRequest.of(trial, 1))
                            .proposals()
                            .get(0)
                            .configuration();
            double value = branin(point.number("x"), point.number("y"));
            best = Math.min(best, value);
            tuner.observe(List.of(Observation.succeeded(trial, point, value)));
        }

        // then
        assertThat(best).as("the optimum is 0.398").isLessThan(0.5);
    }

    /** Three equal minima (Dixon and Szego, "The global optimization problem", 1978). */
    private static double branin(double x, double y) {
        double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    @Test
    void shouldNotBeBlindedByAnOutlier() {
        Simulation simulation = new Simulation(tuner(SQUARE, 4, Map.of()), Direction.MINIMIZE)
                .run(40, point -> point.number("x") > 0.9 ? 1e30 : bowl(point));

        assertThat(simulation.best().orElseThrow()).isLessThan(1e-3);
    }

    @Test
    void shouldNotTakeAStoppedTrialForTheBest() {
        // given: trials at the right were stopped early with values that look good
        Tuner tuner = tuner(SQUARE, 5, Map.of());
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 30; trial++) {
            Configuration point = SQUARE.sample(random);
            tuner.observe(List.of(
                    point.number("x") < 0.5
                            ? Observation.succeeded(trial, point, bowl(point))
                            : Observation.ended(trial, point, Observation.State.EARLY_STOPPED)
                                    .withMetrics(Map.of("default", -5.0))));
        }

        // then
        assertThat(tuner.suggest(SuggestRequest.of(30, 8)).proposals())
                .filteredOn(proposal -> proposal.configuration().number("x") < 0.5)
                .hasSizeGreaterThan(5);
    }

    @Test
    void shouldNotRepeatItselfInASmallSpace() {
        SearchSpace small = SearchSpace.of(
                new Parameter("i", new RandInt(0, 20)), new Parameter("c", new Choice(List.of("a", "b", "c"))));
        Simulation simulation = new Simulation(tuner(small, 6, Map.of()), Direction.MINIMIZE)
                .withConcurrency(5)
                .run(100, point -> point.number("i"));

        assertThat(simulation.proposals()).hasSize(60);
        assertThat(new HashSet<>(simulation.proposals())).hasSize(60);
        assertThat(simulation.isExhausted()).isTrue();
    }

    @Test
    void shouldStartWithPointsThatAreSpread() {
        Simulation simulation =
                new Simulation(tuner(SQUARE, 7, Map.of("cold_start_num", 8)), Direction.MINIMIZE).run(8, point -> 1);

        // of 8 points of a Sobol sequence each eighth has one
        assertThat(simulation.proposals().stream()
                        .map(point -> (int) (8 * point.number("x")))
                        .distinct())
                .hasSize(8);
    }

    @Test
    void shouldGoOnWithThousandsOfResults() {
        Tuner tuner = tuner(SQUARE, 8, Map.of());
        SplittableRandom random = new SplittableRandom(8);
        for (int trial = 0; trial < 3000; trial++) {
            Configuration point = SQUARE.sample(random);
            tuner.observe(List.of(Observation.succeeded(trial, point, bowl(point))));
        }

        Configuration next =
                tuner.suggest(SuggestRequest.of(3000, 1)).proposals().get(0).configuration();

        assertThat(bowl(next)).isLessThan(0.01);
    }

    @Test
    void shouldBeatRandomSearchWhereBranchesDiffer() {
        double random = 0;
        double model = 0;
        for (int seed = 0; seed < 5; seed++) {
            FakeTunerContext context =
                    FakeTunerContext.of(Spaces.nestedTwoLevels()).withSeed(seed);
            random += best(context.create(new RandomTunerFactory()));
            model += best(context.create(new GpTunerFactory()));
        }

        assertThat(model).isLessThan(0.5 * random);
    }

    private static double best(Tuner tuner) {
        return new Simulation(tuner, Direction.MINIMIZE)
                .run(50, point -> {
                    Configuration model = point.nested("model");
                    double scale = Math.pow(point.number("scale") - 0.4, 2);
                    return scale
                            + (model.value("_name").equals("forest")
                                    ? Math.pow(model.number("share") - 0.6, 2)
                                            + Math.pow((model.number("trees") - 200) / 500, 2)
                                    : 0.5);
                })
                .best()
                .orElseThrow();
    }
}
