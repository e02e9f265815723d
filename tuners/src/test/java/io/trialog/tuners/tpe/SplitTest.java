package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private final ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("x", new Uniform(0, 1))));
    private final History history = new History(space, Direction.MINIMIZE);
    private long nextTrial;

    @Test
    void shouldWeighNewTrialsFully() {
        // golden: linear_forgetting_weights(30)
        double[] weights = Split.weights(30, 25);

        assertThat(weights).hasSize(30);
        assertThat(weights[0]).isCloseTo(0.0333333333, within(1e-9));
        assertThat(weights[1]).isCloseTo(0.275, within(1e-9));
        assertThat(weights[2]).isCloseTo(0.5166666667, within(1e-9));
        assertThat(weights[3]).isCloseTo(0.7583333333, within(1e-9));
        for (int i = 4; i < 30; i++) {
            assertThat(weights[i]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "11, 2", "100, 10", "1000, 25"})
    void shouldTakeATenthForGoodAndAtMost25(int trials, int good) {
        assertThat(settings(ConstantLiar.WORST, 0.1).belowCount(trials)).isEqualTo(good);
    }

    @Test
    void shouldOrderByTimeOnBothSides() {
        // given
        succeed(0.1, 3);
        succeed(0.2, 1);
        succeed(0.3, 2);
        succeed(0.4, 0.5);
        succeed(0.5, 4);

        // when
        Split split = Split.of(history, List.of(), settings(ConstantLiar.WORST, 0.4));

        // then
        assertThat(split.below()).containsExactly(point(0.2), point(0.4));
        assertThat(split.above()).containsExactly(point(0.1), point(0.3), point(0.5));
    }

    @Test
    void shouldPutFailedTrialsAmongTheOthers() {
        // given
        end(0.1, State.FAILED);
        end(0.2, State.INFEASIBLE);
        succeed(0.3, 1e9);

        // when
        Split split = Split.of(history, List.of(), settings(ConstantLiar.WORST, 1));

        // then
        assertThat(split.below()).containsExactly(point(0.3));
        assertThat(split.above()).containsExactly(point(0.1), point(0.2));
    }

    @Test
    void shouldForgetCanceledTrials() {
        succeed(0.1, 1);
        end(0.2, State.CANCELED);

        Split split = Split.of(history, List.of(), settings(ConstantLiar.WORST, 1));

        assertThat(split.below()).containsExactly(point(0.1));
        assertThat(split.above()).isEmpty();
    }

    @Test
    void shouldRankEarlyStoppedTrialsByHowFarTheyCame() {
        // given
        stop(0.1, 1.0, 2);
        stop(0.2, 5.0, 7);
        stop(0.3, 4.0, 7);

        // when
        Split split = Split.of(history, List.of(), settings(ConstantLiar.WORST, 0.3));

        // then
        assertThat(split.below()).containsExactly(point(0.3));
    }

    @ParameterizedTest
    @CsvSource({"WORST, false, true", "MEAN, false, true", "BEST, true, false", "NONE, false, false"})
    void shouldAssumeOfRunningTrialsWhatIsAskedFor(ConstantLiar liar, boolean below, boolean above) {
        // given
        succeed(0.1, 1);
        succeed(0.2, 2);
        succeed(0.3, 9);
        Point running = point(0.9);

        // when
        Split split = Split.of(history, List.of(running), settings(liar, 0.5));

        // then
        assertThat(split.below().contains(running)).isEqualTo(below);
        assertThat(split.above().contains(running)).isEqualTo(above);
    }

    @Test
    void shouldWeighBetterTrialsByTheirImprovement() {
        succeed(0.1, 1);
        succeed(0.2, 4);
        succeed(0.3, 3);
        succeed(0.4, 9);

        Split split = Split.of(history, List.of(), settings(ConstantLiar.WORST, 0.5));

        // 3 and 1 better than the best of the others
        assertThat(split.belowWeights(25)).containsExactly(1.5, 0.5);
    }

    @Test
    void shouldWeighBetterTrialsEquallyWhenNoneIsAnImprovement() {
        succeed(0.1, 1);
        succeed(0.2, 1);
        succeed(0.3, 1);
        succeed(0.4, 1);

        assertThat(Split.of(history, List.of(), settings(ConstantLiar.WORST, 0.5))
                        .belowWeights(25))
                .containsExactly(1, 1);
    }

    @Test
    void shouldNotCompareLossesOfEarlyStoppedTrials() {
        stop(0.1, 1, 5);
        stop(0.2, 7, 9);
        stop(0.3, 8, 3);

        assertThat(Split.of(history, List.of(), settings(ConstantLiar.WORST, 0.5))
                        .belowWeights(25))
                .containsExactly(1, 1);
    }

    private static TpeSettings settings(ConstantLiar liar, double gamma) {
        return new TpeSettings(liar, 1, 24, 25, 1, gamma);
    }

    private void succeed(double x, double value) {
        history.observe(List.of(Observation.succeeded(nextTrial++, x(x), value)));
    }

    private void end(double x, State state) {
        history.observe(List.of(Observation.ended(nextTrial++, x(x), state)));
    }

    private void stop(double x, double value, int steps) {
        history.observe(List.of(Observation.ended(nextTrial++, x(x), State.EARLY_STOPPED)
                .withMetrics(Map.of("default", value))
                .withIntermediates(java.util.Collections.nCopies(steps, value))));
    }

    private Point point(double x) {
        return space.encode(x(x));
    }

    private static Configuration x(double x) {
        return Configuration.of(Map.of("x", x));
    }
}
