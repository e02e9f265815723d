package io.trialog.tuners.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedImprovementTest {

    @Test
    void shouldBeTheLogarithmOfTheExpectedImprovement() {
        assertThat(Math.exp(ExpectedImprovement.log(0, 1, 0))).isCloseTo(0.3989423, within(1e-6));
        assertThat(Math.exp(ExpectedImprovement.log(1, 2, 0))).isCloseTo(0.3955938, within(1e-6));
        assertThat(Math.exp(ExpectedImprovement.log(-5, 0, 0))).isCloseTo(5, within(1e-6));
    }

    @Test
    void shouldFallSteadilyFarFromTheBest() {
        double before = ExpectedImprovement.log(0, 1, 0);
        for (double mean = 0.1; mean < 100; mean += 0.1) {
            double now = ExpectedImprovement.log(mean, 1, 0);
            assertThat(now).as("mean %s", mean).isFinite().isLessThan(before);
            before = now;
        }
    }
}
