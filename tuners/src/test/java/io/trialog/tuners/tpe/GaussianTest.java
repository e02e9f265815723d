package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GaussianTest {

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
