package io.trialog.tuners.cmaes;

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
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmaesTunerTest {

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new CmaesTunerFactory();
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

    private static final SearchSpace FIVE = SearchSpace.of(IntStream.range(0, 5)
            .mapToObj(i -> new Parameter("x" + i, new Uniform(-5, 5)))
            .toList());

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20})
    void shouldFollowACurvedValley(int concurrency) {
        // Rosenbrock's function is 0 at (1, ..., 1); where its valley is reached it is about 4
        double own = median(new CmaesTunerFactory(), FIVE, 1500, concurrency, CmaesTunerTest::rosenbrock);

        assertThat(own).isLessThan(concurrency == 1 ? 0.1 : 2);
    }

    private static double rosenbrock(Configuration point) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double x = number(point, "x" + i);
            double next = number(point, "x" + (i + 1));
            sum += 100 * (next - x * x) * (next - x * x) + (1 - x) * (1 - x);
        }
        return sum;
    }

    @Test
    void shouldFindTheBottomOfABowlExactly() {
        double own = median(
                new CmaesTunerFactory(),
                FIVE,
                1000,
                1,
                point -> IntStream.range(0, 5)
                        .mapToDouble(i -> Math.pow(number(point, "x" + i) - 1.7, 2))
                        .sum());

        assertThat(own).isLessThan(1e-10);
    }

    @Test
    void shouldNotBeStuckOnAnInteger() {
        // given: when x has shrunk the integers would stand still without a margin
        SearchSpace space = SearchSpace.of(
                new Parameter("x", new Uniform(-5, 5)),
                new Parameter("a", new RandInt(-20, 21)),
                new Parameter("b", new RandInt(-20, 21)),
                new Parameter("kind", new Choice(List.of("p", "q", "r", "s"))));

        // when
        double own = median(
                new CmaesTunerFactory(),
                space,
                600,
                1,
                point -> Math.pow(number(point, "x") - 1, 2)
                        + Math.pow(number(point, "a") - 13, 2)
                        + Math.pow(number(point, "a") + number(point, "b"), 2)
                        + ("r".equals(point.value("kind")) ? 0 : 1));

        // then
        assertThat(own).isLessThan(0.01);
    }

    @Test
    void shouldAvoidARegionWhereTrialsFail() {
        // given
        Simulation simulation = simulate(
                new CmaesTunerFactory(),
                FIVE,
                1,
                300,
                8,
                point -> number(point, "x0") < 0 ? Double.NaN : rosenbrock(point));

        // when
        long failed = simulation.proposals().subList(200, 300).stream()
                .filter(point -> number(point, "x0") < 0)
                .count();

        // then
        assertThat(failed).isLessThan(30);
    }

    @Test
    void shouldBeatRandomSearchOnCategories() {
        SearchSpace space = Spaces.categories();
        ToDoubleFunction<Configuration> mistakes = point -> IntStream.range(0, 8)
                .filter(i -> !"d".equals(point.value("c" + i)))
                .count();

        double own = median(new CmaesTunerFactory(), space, 200, 1, mistakes);

        assertThat(own).isLessThanOrEqualTo(median(new RandomTunerFactory(), space, 200, 1, mistakes) - 2);
    }

    private static double median(
            TunerFactory factory,
            SearchSpace space,
            int trials,
            int concurrency,
            ToDoubleFunction<Configuration> function) {
        double[] bests = IntStream.range(0, 7)
                .mapToDouble(seed -> simulate(factory, space, seed, trials, concurrency, function)
                        .best()
                        .orElseThrow())
                .sorted()
                .toArray();
        return bests[3];
    }

    private static Simulation simulate(
            TunerFactory factory,
            SearchSpace space,
            long seed,
            int trials,
            int concurrency,
            ToDoubleFunction<Configuration> function) {
        return new Simulation(FakeTunerContext.of(space).withSeed(seed).create(factory), Direction.MINIMIZE)
                .withConcurrency(concurrency)
                .run(trials, function::applyAsDouble);
    }

    private static double number(Configuration configuration, String parameter) {
        return ((Number) Map.copyOf(configuration.values()).get(parameter)).doubleValue();
    }
}
