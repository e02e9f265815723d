package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.8413447460685429",
        "-1, 0.15865525393145707",
        "-1.959963984540054, 0.025",
        "-6, 9.865876450377018e-10",
        "-8, 6.220960574271785e-16",
        "-20, 2.7536241186062337e-89"
    })
    void shouldKnowTheDistributionFunction(double z, double probability) {
        assertThat(Gaussian.cumulative(z)).isCloseTo(probability, Percentage.withPercentage(1e-5));
    }

    @Test
    void shouldKeepItsDigitsInBothTails() {
        assertThat(Gaussian.between(7, 8)).isPositive().isEqualTo(Gaussian.between(-8, -7));
    }

    @Test
    void shouldDrawWithinTheUnitIntervalAroundTheMean() {
        RandomGenerator random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double x = Gaussian.truncated(0.5, 0.2, random);
            assertThat(x).isBetween(0.0, 1.0);
            sum += x;
        }

        assertThat(sum / 10_000).isCloseTo(0.5, within(0.01));
    }
}
