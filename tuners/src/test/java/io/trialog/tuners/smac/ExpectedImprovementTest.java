package io.trialog.tuners.smac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedImprovementTest {

    @Test
    void shouldBeTheLogarithmOfTheClosedForm() {
        // E max(0, best - Y): 1 / sqrt(2 pi) at the mean; 1.0833154706 one deviation below the best, by tables
        assertThat(ExpectedImprovement.log(0, 0, 1)).isEqualTo(Math.log(0.3989422804), within(1e-9));
        assertThat(ExpectedImprovement.log(1, 0, 1)).isEqualTo(Math.log(1.0833154706), within(1e-9));
        assertThat(ExpectedImprovement.log(1, 3, 2)).isEqualTo(Math.log(2 * 0.0833154706), within(1e-8));
    }

    @Test
    void shouldFallWithoutEndFarFromTheBest() {
        double previous = ExpectedImprovement.log(0, 1, 1);
        for (double mean = 2; mean < 1e6; mean *= 1.1) {
            double next = ExpectedImprovement.log(0, mean, 1);
            assertThat(next).isFinite().isLessThan(previous);
            previous = next;
        }
    }
}
