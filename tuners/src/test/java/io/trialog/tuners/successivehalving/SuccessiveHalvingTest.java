package io.trialog.tuners.successivehalving;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Trials;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new SuccessiveHalvingFactory();
        }
    }

    @Test
    void shouldJudgeAtRungsOnly() {
        // given
        Trials trials = new Trials(new SuccessiveHalving(Direction.MAXIMIZE, 2, 3));
        trials.play(7, step -> 0.5);

        // when, then: rungs are at the steps 2 and 6
        assertThat(trials.play(0.1, 0.4, 0.1)).isEqualTo("step 2: best 0.4 < top 1/3 bound 0.5 of 2 trials");
        assertThat(trials.play(0.1, 0.6, 0, 0, 0)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.6, 0.6, 0.6, 0.6, 0.6, 0.6)).isEqualTo(Trials.RAN_TO_ITS_END);
        assertThat(trials.play(0.6, 0.5, 0.5, 0.5, 0.5, 0.5)).isEqualTo(Trials.RAN_TO_ITS_END);
    }

    @Test
    void shouldKeepTheTopShareOfAllThatWereSeenThere() {
        // given: of nine trials at the first rung, with eta 3, the three best
        SuccessiveHalving assessor = new SuccessiveHalving(Direction.MINIMIZE, 1, 3);
        for (int trial = 0; trial < 8; trial++) {
            assessor.assess(trial, List.of((double) trial));
        }

        // when, then
        assertThat(assessor.assess(8, List.of(2.0)).isStop())
                .as("as good as the third")
                .isFalse();
        assertThat(assessor.assess(9, List.of(2.5)).reason())
                .hasValue("step 1: best 2.5 > top 1/3 bound 2 of 10 trials");
    }

    @Test
    void shouldJudgeAllRungsThatManyReportsPassAtATime() {
        // given
        Assessor assessor = new SuccessiveHalving(Direction.MAXIMIZE, 1, 2);
        assessor.assess(0, List.of(0.1, 0.2, 0.3, 0.9));

        // when, then
        assertThat(assessor.assess(1, List.of(0.1, 0.2, 0.3, 0.8)).reason())
                .hasValue("step 4: best 0.8 < top 1/2 bound 0.9 of 2 trials");
    }

    @Test
    void shouldCountTheNewestAttemptOfATrialOnce() {
        // given
        Assessor assessor = new SuccessiveHalving(Direction.MAXIMIZE, 1, 2);
        assessor.assess(0, List.of(0.9));
        assessor.trialEnded(0, false);

        // when: it is tried again
        assessor.assess(0, List.of(0.3));

        // then
        assertThat(assessor.assess(1, List.of(0.2)).reason())
                .hasValue("step 1: best 0.2 < top 1/2 bound 0.3 of 2 trials");
    }

    @Test
    void shouldNotJudgeARungAnewWhenALostTrialGoesOn() {
        // given
        Assessor assessor = new SuccessiveHalving(Direction.MAXIMIZE, 1, 2);
        assessor.assess(0, List.of(0.5));
        assessor.trialEnded(0, false);
        assessor.assess(1, List.of(0.9));

        // when, then: by now it would not be among the best at step 1
        assertThat(assessor.assess(0, List.of(0.5, 0.6)).isStop()).isFalse();
    }
}
