package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.tuners.Spaces;
import io.trialog.tuners.space.ModelSpace;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogPosteriorTest {

    private static final double NOISE_FLOOR = 1e-6;

    private final SplittableRandom random = new SplittableRandom(1);
    private final ModelSpace space = ModelSpace.of(Spaces.nestedTwoLevels());
    private final Metric metric = new Metric(space);
    private final double[][] points = new double[20][];
    private final double[] values = new double[20];

    private LogPosterior posterior(Matern kernel) {
        for (int i = 0; i < points.length; i++) {
            points[i] = space.sample(random).coordinates();
            values[i] = random.nextGaussian();
        }
        return new LogPosterior(metric, kernel, NOISE_FLOOR, points, values);
    }

    @ParameterizedTest
    @EnumSource(Matern.class)
    void shouldKnowItsGradient(Matern kernel) {
        LogPosterior posterior = posterior(kernel);
        double[] x = posterior.start();
        for (int i = 0; i < x.length; i++) {
            x[i] += random.nextDouble(-1, 1);
        }
        double[] gradient = new double[x.length];
        posterior.evaluate(x, gradient);

        for (int i = 0; i < x.length; i++) {
            double h = 1e-5;
            double[] right = x.clone();
            right[i] += h;
            double[] left = x.clone();
            left[i] -= h;
            double[] unused = new double[x.length];
            double slope = (posterior.evaluate(right, unused) - posterior.evaluate(left, unused)) / (2 * h);
            assertThat(gradient[i]).as("derivative %d", i).isCloseTo(slope, within(1e-4));
        }
    }

    @Test
    void shouldFindAMinimum() {
        LogPosterior posterior = posterior(Matern.FIVE_HALVES);
        double[] gradient = new double[metric.size() + 2];

        Lbfgs.Minimum minimum = posterior.minimum(100);

        assertThat(minimum.value()).isLessThan(posterior.evaluate(posterior.start(), gradient));
        posterior.evaluate(minimum.x(), gradient);
        assertThat(gradient).containsExactly(new double[gradient.length], within(0.05));
    }
}
