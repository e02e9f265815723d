package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.space.ModelSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcquisitionTest {

    private static final Hyperparameters PARAMETERS = new Hyperparameters(new double[] {4, 1, 2}, 1.5, 0.01);

    private final SplittableRandom random = new SplittableRandom(3);
    private final ModelSpace space = ModelSpace.of(SearchSpace.of(
            new Parameter("x", new Uniform(0, 1)),
            new Parameter("c", new Choice(List.of("a", "b"))),
            new Parameter("y", new Uniform(0, 1))));
    private final double[][] points = new double[12][];
    private final double[] values = new double[9];

    private Posterior imagined(double[][] draws) {
        for (int i = 0; i < points.length; i++) {
            points[i] = space.sample(random).coordinates();
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Posterior.imagined(new Metric(space), Matern.FIVE_HALVES, PARAMETERS, points, values, draws);
    }

    @ParameterizedTest
    @EnumSource(Acquisition.Utility.class)
    void shouldKnowItsGradient(Acquisition.Utility utility) {
        Posterior posterior = imagined(new double[][] {{1, 0.5, -1}, {-1, 0, 2}});
        Acquisition acquisition = new Acquisition(posterior, utility, 2, new double[] {-1, -1.5});

        for (int i = 0; i < 20; i++) {
            double[] x = space.sample(random).coordinates();
            double[] gradient = new double[3];
            acquisition.at(x, gradient);
            for (int k = 0; k < 3; k += 2) {
                double h = 1e-6;
                double[] right = x.clone();
                right[k] += h;
                double[] left = x.clone();
                left[k] -= h;
                double slope = (acquisition.at(right) - acquisition.at(left)) / (2 * h);
                assertThat(gradient[k]).isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
            }
            assertThat(gradient[1]).as("a category has no slope").isZero();
        }
    }

    @Test
    void shouldBelieveItsMeanWhenNothingIsDrawn() {
        // values that are imagined as their means change no mean
        Posterior believer = imagined(new double[][] {{0, 0, 0}});
        Posterior without =
                Posterior.of(new Metric(space), Matern.FIVE_HALVES, PARAMETERS, Arrays.copyOf(points, 9), values);

        for (int i = 0; i < 20; i++) {
            double[] x = space.sample(random).coordinates();
            assertThat(believer.predict(x).mean(0)).isCloseTo(without.predict(x).mean(0), within(1e-9));
            assertThat(believer.predict(x).variance())
                    .isLessThanOrEqualTo(without.predict(x).variance() + 1e-12);
        }
    }

    @Test
    void shouldImagineValuesOfTheRightSpread() {
        // given: many draws at points where nothing else is known of
        int draws = 4000;
        double[][] normal = new double[draws][3];
        for (double[] draw : normal) {
            for (int j = 0; j < 3; j++) {
                draw[j] = random.nextGaussian();
            }
        }
        Posterior posterior = imagined(normal);
        Posterior without =
                Posterior.of(new Metric(space), Matern.FIVE_HALVES, PARAMETERS, Arrays.copyOf(points, 9), values);
        double[] at = points[10];

        // when
        Posterior.Prediction prediction = posterior.predict(at);
        double mean = 0;
        double square = 0;
        for (int i = 0; i < draws; i++) {
            mean += prediction.mean(i) / draws;
            square += prediction.mean(i) * prediction.mean(i) / draws;
        }

        // then: the law of total variance
        Posterior.Prediction prior = without.predict(at);
        assertThat(mean).isCloseTo(prior.mean(0), within(0.05));
        assertThat(square - mean * mean + prediction.variance()).isCloseTo(prior.variance(), within(0.05));
    }
}
