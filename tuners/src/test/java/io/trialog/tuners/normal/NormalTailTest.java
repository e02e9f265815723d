package io.trialog.tuners.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTailTest {

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
        assertThat(NormalTail.cumulative(z)).isCloseTo(probability, Percentage.withPercentage(1e-5));
    }

    /** Computed with 50 digits from density(z) + z P(Z < z). */
    @ParameterizedTest
    @CsvSource({
        "3, 1.09873966533",
        "0, -0.918938533204673",
        "-0.5, -1.62051626439",
        "-1, -2.48512102571",
        "-2, -4.76878352392",
        "-5, -16.7443011627",
        "-20, -206.917838509"
    })
    void shouldGiveTheLogarithmOfTheExpectedImprovement(double z, double expected) {
        assertThat(NormalTail.logImprovement(z)).isCloseTo(expected, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -7.07106781186547, -12})
    void shouldHaveNoStepsWhereFormulasChange(double z) {
        assertThat(NormalTail.logImprovement(Math.nextDown(z)))
                .isCloseTo(NormalTail.logImprovement(Math.nextUp(z)), within(1e-6));
    }

    @Test
    void shouldKnowHowItRises() {
        for (double z = -30; z < 6; z += 0.37) {
            double h = 1e-4;
            double improvement = NormalTail.logImprovement(z + h) - NormalTail.logImprovement(z - h);
            double probability = NormalTail.logCumulative(z + h) - NormalTail.logCumulative(z - h);

            assertThat(NormalTail.logImprovementSlope(z)).isCloseTo(improvement / (2 * h), within(1e-4));
            assertThat(NormalTail.logCumulativeSlope(z)).isCloseTo(probability / (2 * h), within(1e-4));
        }
    }

    @Test
    void shouldStayFiniteFarOut() {
        assertThat(NormalTail.logImprovement(-1e8)).isFinite();
        assertThat(NormalTail.logImprovementSlope(-1e8)).isFinite();
        assertThat(NormalTail.logCumulative(-1e8)).isFinite();
        assertThat(NormalTail.logCumulative(40)).isZero();
    }
}
