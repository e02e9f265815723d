package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TPE against random search: median regret of 20 seeds after 100 trials, one at a time and with 8 at a time. */
class TpeQualityTest {

    private static final int SEEDS = 20;
    private static final int TRIALS = 100;

    private enum Problem {
        /** Regret at the optimum 0.397887; Dixon and Szego (1978). */
        BRANIN(
                SearchSpace.of(new Parameter("x", new Uniform(-5, 10)), new Parameter("y", new Uniform(0, 15))),
                0.1,
                point -> branin(point.number("x"), point.number("y")) - 0.397887),

        /** Regret at the optimum -3.32237; Dixon and Szego (1978). */
        HARTMANN_6(
                SearchSpace.of(IntStream.range(0, 6)
                        .mapToObj(i -> new Parameter("x" + i, new Uniform(0, 1)))
                        .toList()),
                0.4,
                point -> hartmann6(IntStream.range(0, 6)
                                .mapToDouble(i -> point.number("x" + i))
                                .toArray())
                        + 3.32237),

        /** A choice of models, one of which has a choice of optimisers. */
        CONDITIONAL(Spaces.nestedTwoLevels(), 0.5, TpeQualityTest::conditional);

        private final SearchSpace space;
        private final double margin;
        private final ToDoubleFunction<Configuration> regret;

        Problem(SearchSpace space, double margin, ToDoubleFunction<Configuration> regret) {
            this.space = space;
            this.margin = margin;
            this.regret = regret;
        }

        double medianRegret(TunerFactory factory, int concurrency) {
            double[] regrets = new double[SEEDS];
            for (int seed = 0; seed < SEEDS; seed++) {
                Simulation simulation =
                        new Simulation(FakeTunerContext.of(space).withSeed(seed).create(factory), Direction.MINIMIZE);
                regrets[seed] = simulation
                        .withConcurrency(concurrency)
                        .run(TRIALS, regret::applyAsDouble)
                        .best()
                        .orElseThrow();
            }
            Arrays.sort(regrets);
            return (regrets[SEEDS / 2 - 1] + regrets[SEEDS / 2]) / 2;
        }
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void shouldBeatRandomSearchOneByOne(Problem problem) {
        double random = problem.medianRegret(new RandomTunerFactory(), 1);

        assertThat(problem.medianRegret(new TpeTunerFactory(), 1)).isLessThan(problem.margin * random);
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void shouldBeatRandomSearchWithEightAtATime(Problem problem) {
        double random = problem.medianRegret(new RandomTunerFactory(), 8);

        assertThat(problem.medianRegret(new TpeTunerFactory(), 8)).isLessThan((problem.margin + 0.2) * random);
    }

    private static double branin(double x, double y) {
        double parabola = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return parabola * parabola + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};
    private static final double[][] SHAPES = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] CENTRES = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private static double hartmann6(double[] x) {
        double sum = 0;
        for (int i = 0; i < HEIGHTS.length; i++) {
            double distance = 0;
            for (int j = 0; j < x.length; j++) {
                distance += SHAPES[i][j] * (x[j] - CENTRES[i][j]) * (x[j] - CENTRES[i][j]);
            }
            sum -= HEIGHTS[i] * Math.exp(-distance);
        }
        return sum;
    }

    private static double conditional(Configuration point) {
        double scale = 0.3 * square(point.number("scale") - 0.4);
        Configuration model = point.nested("model");
        return scale
                + switch (String.valueOf(model.value("_name"))) {
                    case "forest" ->
                        0.15 + square(model.number("share") - 0.6) + square((model.number("trees") - 200) / 500);
                    case "network" ->
                        0.1 * square(Math.log10(model.number("rate")) + 2.5)
                                + square((model.number("units") - 96) / 256)
                                + optimizer(model.nested("optimizer"));
                    default -> 0.5;
                };
    }

    private static double optimizer(Configuration optimizer) {
        return switch (String.valueOf(optimizer.value("_name"))) {
            case "adam" -> 0.05 + square(optimizer.number("beta") - 0.9);
            case "sgd" ->
                square(optimizer.number("momentum") - 0.9)
                        + (Boolean.TRUE.equals(optimizer.value("nesterov")) ? 0 : 0.03);
            default -> 0.2;
        };
    }

    private static double square(double x) {
        return x * x;
    }
}
