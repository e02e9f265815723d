package io.trialog.tuners.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Trials;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new ThresholdFactory();
        }

        @Override
        protected Map<String, ?> classArgs(Direction direction) {
            return direction == Direction.MAXIMIZE
                    ? Map.of("lower", 0.1, "start_step", 6)
                    : Map.of("upper", 0.9, "start_step", 6);
        }
    }

    @Test
    void shouldStopBelowTheLowerBoundFromTheStartStepOn() {
        Trials trials = new Trials(new Threshold(0.5, 1, 2, true));

        assertThat(trials.play(0.1, 0.5, 1)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.1, 0.6, 0.49, 0.7)).isEqualTo("step 3: value 0.49 < lower bound 0.5");
    }

    @Test
    void shouldStopAboveTheUpperBound() {
        assertThat(new Trials(new Threshold(0.5, 1, 2, true)).play(7, 1.25))
                .isEqualTo("step 2: value 1.25 > upper bound 1");
    }

    @Test
    void shouldStopWhatDiverges() {
        Trials trials = new Trials(new Threshold(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, true));

        assertThat(trials.play(0.5, Double.NaN)).isEqualTo("step 2: value NaN (expected: a finite number)");
        assertThat(trials.play(Double.NEGATIVE_INFINITY))
                .isEqualTo("step 1: value -Infinity (expected: a finite number)");
    }

    @Test
    void shouldLetNotANumberPassOnRequest() {
        assertThat(new Trials(new Threshold(0, 1, 0, false)).play(0.5, Double.NaN, 0.5))
                .isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldRefuseBoundsThatNothingMeets() {
        Options options = new ThresholdFactory().options().read(Map.of("lower", 2, "upper", 1));

        assertThatThrownBy(() -> create(options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lower: 2.0 (expected: <= upper, which is 1.0)");
    }

    private static Assessor create(Options options) {
        return new ThresholdFactory().create(new AssessorContext() {
            @Override
            public Direction direction() {
                return Direction.MAXIMIZE;
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public long seed() {
                return 0;
            }
        });
    }
}
