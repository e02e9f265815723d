package io.trialog.tuners.dngo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DngoTunerTest {

    @Nested
    class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new DngoTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS)); // takes long, and is tested below
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("sample_size", 100, "num_epochs_per_training", 30);
        }
    }

    private static final SearchSpace SQUARE =
            SearchSpace.of(new Parameter("x", new Uniform(-5, 5)), new Parameter("y", new Uniform(-5, 5)));

    private static double sphere(Configuration point) {
        return Math.pow(point.number("x") - 1, 2) + Math.pow(point.number("y") + 2, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldBeFarBetterThanRandomSearchOnASphere(int concurrency) {
        assertThat(median(new DngoTunerFactory(), concurrency))
                .isLessThan(0.05 * median(new RandomTunerFactory(), concurrency));
    }

    private static double median(TunerFactory factory, int concurrency) {
        double[] best = IntStream.range(0, 5)
                .mapToDouble(seed -> new Simulation(
                                FakeTunerContext.of(SQUARE).withSeed(seed).create(factory), Direction.MINIMIZE)
                        .withConcurrency(concurrency)
                        .run(60, DngoTunerTest::sphere)
                        .best()
                        .orElseThrow())
                .sorted()
                .toArray();
        return best[2];
    }

    @Test
    void shouldNotBeDrawnIntoTheCornersOfManyDimensions() {
        SearchSpace cube = SearchSpace.of(IntStream.range(0, 8)
                .mapToObj(i -> new Parameter("x" + i, new Uniform(-1, 1)))
                .toList());
        ToDoubleFunction<Configuration> sphere = point -> IntStream.range(0, 8)
                .mapToDouble(i -> Math.pow(point.number("x" + i) - 0.2, 2))
                .sum();

        double best = new Simulation(FakeTunerContext.of(cube).create(new DngoTunerFactory()), Direction.MINIMIZE)
                .run(60, sphere::applyAsDouble)
                .best()
                .orElseThrow();

        assertThat(best).as("random search comes to about 0.9").isLessThan(0.2);
    }

    @Test
    void shouldLearnASmoothFunction() {
        // given
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[100][2];
        double[] y = new double[100];
        for (int i = 0; i < x.length; i++) {
            Arrays.setAll(x[i], k -> 2 * random.nextDouble() - 1);
            y[i] = Math.sin(3 * x[i][0]) + x[i][1] * x[i][1];
        }

        // when
        Network network = Network.trained(x, y, 500, random);
        double[][] basis = Arrays.stream(x).map(network::basis).toArray(double[][]::new);
        Regression regression = new Regression(basis, y);

        // then
        double[] new1 = network.basis(new double[] {0.3, -0.5});
        assertThat(regression.mean(new1)).isBetween(0.9, 1.17); // it is 1.033
    }

    @Test
    void shouldBeLessSureWhereNothingIsKnown() {
        double[][] basis = {{1, 0}, {1, 0.1}, {1, -0.1}, {1, 0.05}};
        Regression regression = new Regression(basis, new double[] {0.1, 0.3, -0.2, 0.1});

        double near = regression.deviation(new double[] {1, 0});
        double far = regression.deviation(new double[] {1, 1});
        regression.believe(new double[] {1, 1});

        assertThat(near).isLessThan(far);
        assertThat(regression.deviation(new double[] {1, 1})).isLessThan(far);
    }
}
