package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTransformTest {

    private static final double[] VALUES = {300, 7, 20, 1, 90, 5, 1000};

    @ParameterizedTest
    @EnumSource(OutputTransform.class)
    void shouldKeepTheOrderAndStandardise(OutputTransform transform) {
        double[] changed = transform.apply(VALUES).values();

        for (int i = 0; i < VALUES.length; i++) {
            for (int j = 0; j < VALUES.length; j++) {
                assertThat(changed[i] < changed[j]).isEqualTo(VALUES[i] < VALUES[j]);
            }
        }
        assertThat(Arrays.stream(changed).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(changed).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(OutputTransform.class)
    void shouldNotZoomIntoAHeapNextToTheBest(OutputTransform transform) {
        // given: after ten results many come that hardly differ from the best
        double[] values = Arrays.copyOf(new double[] {10, 20, 30, 40, 50, 60, 70, 80, 90, 100}, 60);
        for (int i = 10; i < 60; i++) {
            values[i] = 5 + 1e-6 * (60 - i);
        }

        // when
        double[] changed = transform.apply(values).values();

        // then
        assertThat(changed[10] - changed[59]).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(OutputTransform.class)
    void shouldLeaveEqualValuesEqual(OutputTransform transform) {
        assertThat(transform.apply(new double[] {2, 2, 2}).values()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(OutputTransform.class)
    void shouldKnowItsJacobian(OutputTransform transform) {
        // the product of the derivatives, by finite differences of everything but the smallest and the scale's value
        double expected = 0;
        double[] all = new double[12];
        for (int i = 0; i < 12; i++) {
            all[i] = i < 10 ? 10 * (i + 1) : 33 + i;
        }
        double[] changed = transform.apply(all).values();
        double unit = (changed[1] - changed[0]) / (raw(transform, all[1]) - raw(transform, all[0]));
        for (double value : all) {
            double h = 1e-6;
            expected += Math.log(unit * (raw(transform, value + h) - raw(transform, value - h)) / (2 * h));
        }

        assertThat(transform.apply(all).logJacobian()).isCloseTo(expected, within(1e-6));
    }

    private static double raw(OutputTransform transform, double value) {
        return switch (transform) {
            case NONE -> value;
            case LOG -> Math.log1p((value - 10) / 50);
            case STRONG_LOG -> Math.log1p((value - 10) / 5);
        };
    }
}
