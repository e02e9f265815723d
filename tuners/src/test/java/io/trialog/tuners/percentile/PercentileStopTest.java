package io.trialog.tuners.percentile;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Trials;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PercentileStopTest {

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new PercentileStopFactory();
        }
    }

    @Test
    void shouldLetTheBestShareRunOn() {
        // given
        Trials trials = new Trials(new PercentileStop(Direction.MAXIMIZE, 25, 0, 4));
        for (double value : new double[] {0.4, 0.5, 0.6, 0.7}) {
            assertThat(trials.play(0, value)).isEqualTo(Trials.RAN_TO_ITS_END);
        }

        // when, then
        assertThat(trials.play(0, 0.65)).isEqualTo("step 2: best 0.65 < top 25 % bound 0.7 of 4 trials");
        assertThat(trials.play(0, 0.7)).isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldLetTheSmallestRunOnWhenMinimising() {
        // given
        Trials trials = new Trials(new PercentileStop(Direction.MINIMIZE, 50, 0, 3));
        trials.play(3);
        trials.play(2);
        trials.play(1);

        // when, then
        assertThat(trials.play(2.5)).isEqualTo("step 1: best 2.5 > top 50 % bound 2 of 3 trials");
        assertThat(trials.play(2)).isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldCompareBestWithBest() {
        // given: what an average would make a weak trial
        Trials trials = new Trials(new PercentileStop(Direction.MAXIMIZE, 100, 0, 1));
        trials.play(0.9, 0.1, 0.1);

        // when, then
        assertThat(trials.play(0.9, 0.1, 0.1)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.9)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.8)).isEqualTo("step 1: best 0.8 < top 100 % bound 0.9 of 3 trials");
    }

    @Test
    void shouldWaitForStepsAndTrials() {
        Trials trials = new Trials(new PercentileStop(Direction.MAXIMIZE, 50, 2, 2));

        trials.play(0.5, 0.5);
        assertThat(trials.play(0.1, 0.1)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.1, 0.2)).isEqualTo("step 2: best 0.2 < top 50 % bound 0.5 of 2 trials");
    }
}
