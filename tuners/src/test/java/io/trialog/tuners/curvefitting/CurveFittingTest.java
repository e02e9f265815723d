package io.trialog.tuners.curvefitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Trials;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveFittingTest {

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new CurveFittingFactory();
        }

        @Override
        protected Map<String, ?> classArgs(Direction direction) {
            return Map.of("epoch_num", 30);
        }
    }

    @Nested
    class WithDefaultsContract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new CurveFittingFactory();
        }
    }

    private static final IntToDoubleFunction GOOD = step -> 0.9 - 0.8 * Math.pow(step, -0.8);

    private static CurveFitting defaults(Direction direction) {
        return new CurveFitting(direction, 20, 6, 0.95, 1);
    }

    private static List<Double> values(int steps, IntToDoubleFunction curve) {
        return IntStream.rangeClosed(1, steps).mapToObj(curve::applyAsDouble).toList();
    }

    @Test
    void shouldJudgeByTheExtrapolatedValue() {
        // given
        Trials trials = new Trials(defaults(Direction.MAXIMIZE));
        trials.play(20, GOOD);

        // when, then: one that rises late passes, one that has come to rest does not
        assertThat(trials.play(20, step -> 0.9 / (1 + Math.exp((8 - step) / 2.5))))
                .isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(20, step -> 0.5 * (1 - Math.exp(-step / 2.0))))
                .matches("step 6: predicted 0\\.(4|5)\\d* at step 20 < bound 0.848, with best 0.8927 of 2 trials");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, -0.5, 0, 100})
    void shouldTakeLevelsOfAnySignWhenMinimising(double level) {
        // given
        Trials trials = new Trials(defaults(Direction.MINIMIZE));
        assertThat(trials.play(20, step -> level + 1 - GOOD.applyAsDouble(step)))
                .isEqualTo(Trials.RAN_TO_ITS_END);

        // when, then
        assertThat(trials.play(20, step -> level + 1 - GOOD.applyAsDouble(step) * 1.01))
                .isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(20, step -> level + 40 - 0.2 * GOOD.applyAsDouble(step)))
                .startsWith("step 6: predicted ");
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldStopNothingBeforeATrialSucceeded(Direction direction) {
        Trials trials = new Trials(defaults(direction));

        assertThat(trials.play(20, step -> 0)).isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldJudgeAfterGapsOnly() {
        // given
        Trials trials = new Trials(new CurveFitting(Direction.MAXIMIZE, 20, 6, 0.95, 5));
        trials.play(20, GOOD);

        // when, then: it collapses after it was judged at step 6, and is judged again at step 11
        assertThat(trials.play(20, step -> step <= 6 ? GOOD.applyAsDouble(step) : 0.1))
                .startsWith("step 11: ");
    }

    @Test
    void shouldStopAPlateau() {
        Trials trials = new Trials(defaults(Direction.MAXIMIZE));
        trials.play(20, GOOD);

        assertThat(trials.play(20, step -> 0.3))
                .isEqualTo("step 6: predicted 0.3 at step 20 < bound 0.7858, with best 0.8272 of 1 trial");
    }

    @Test
    void shouldNotStopATrialThatHasReachedTheBound() {
        Trials trials = new Trials(defaults(Direction.MAXIMIZE));
        trials.play(20, GOOD);

        assertThat(trials.play(20, step -> 0.8 - 0.01 * step)).isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldGoOnWithWhateverIsReported() {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong());
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300, 0, -0.0, 1e-300, Double.MAX_VALUE, 1};
        for (Direction direction : Direction.values()) {
            Trials trials = new Trials(new CurveFitting(direction, 30, 1, 0.95, 1));
            for (int trial = 0; trial < 60; trial++) {
                int strange = trial % 4;
                assertThat(trials.play(
                                29,
                                step -> random.nextInt(4) < strange
                                        ? odd[random.nextInt(odd.length)]
                                        : random.nextDouble()))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldKnowNothingOfTooFewPoints() {
        assertThat(Extrapolation.at(20, List.of())).isEmpty();
        assertThat(Extrapolation.at(20, List.of(0.1, 0.2, 0.3))).isEmpty();
        assertThat(Extrapolation.at(20, Collections.nCopies(50, Double.NaN))).isEmpty();
    }

    @Test
    void shouldExtendCurvesOfManyShapes() {
        List<IntToDoubleFunction> shapes = List.of(
                GOOD,
                step -> 0.7 * (1 - Math.exp(-step / 6.0)),
                step -> 0.2 + 0.1 * Math.log(step),
                step -> 0.8 - 0.5 / Math.log(step + 1),
                step -> 0.9 * step / (5.0 + step));

        assertThat(shapes)
                .allSatisfy(shape -> assertThat(
                                Extrapolation.at(40, values(12, shape)).orElseThrow())
                        .isCloseTo(shape.applyAsDouble(40), within(0.07)));
    }

    @Test
    void shouldExtendLongNoisyCurves() {
        SplittableRandom random = new SplittableRandom(3);
        IntToDoubleFunction curve = step -> 0.8 * (1 - Math.exp(-step / 700.0));

        List<Double> noisy = values(1500, step -> curve.applyAsDouble(step) + 0.02 * (random.nextDouble() - 0.5));

        assertThat(Extrapolation.at(4000, noisy).orElseThrow()).isCloseTo(0.8, within(0.07));
    }
}
