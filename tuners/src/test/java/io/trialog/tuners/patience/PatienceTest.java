package io.trialog.tuners.patience;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Trials;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new PatienceFactory();
        }

        @Override
        protected Map<String, ?> classArgs(Direction direction) {
            return Map.of("patience", 10, "min_delta", 0.02);
        }
    }

    @Test
    void shouldStopWhenNothingGotBetterForAsLongAsThat() {
        Trials trials = new Trials(new Patience(Direction.MAXIMIZE, 3, 0, 0));

        assertThat(trials.play(0.1, 0.5, 0.4, 0.5, 0.6, 0.6, 0.6)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.1, 0.5, 0.4, 0.5, 0.3)).isEqualTo("step 5: 0.5 of step 2 not improved in 3 steps");
    }

    @Test
    void shouldCountDownwardsWhenMinimising() {
        Trials trials = new Trials(new Patience(Direction.MINIMIZE, 2, 0, 0));

        assertThat(trials.play(5, 4, 4, 3, 3, 2)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(5, 6, 7)).isEqualTo("step 3: 5 of step 1 not improved in 2 steps");
    }

    @Test
    void shouldAddUpSmallGains() {
        Trials trials = new Trials(new Patience(Direction.MAXIMIZE, 3, 0.1, 0));

        assertThat(trials.play(0.1, 0.16, 0.22, 0.28, 0.34, 0.4)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.1, 0.12, 0.14, 0.16))
                .isEqualTo("step 4: 0.1 of step 1 not improved by more than 0.1 in 3 steps");
    }

    @Test
    void shouldWaitForTheStartStep() {
        assertThat(new Trials(new Patience(Direction.MAXIMIZE, 1, 0, 4)).play(1, 1, 1, 1, 1))
                .isEqualTo("step 4: 1 of step 1 not improved in 3 steps");
    }

    @Test
    void shouldNotTakeInfinityForAGain() {
        assertThat(new Trials(new Patience(Direction.MAXIMIZE, 2, 0, 0)).play(1, Double.POSITIVE_INFINITY, Double.NaN))
                .isEqualTo("step 3: 1 of step 1 not improved in 2 steps");
    }
}
