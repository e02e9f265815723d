package io.trialog.tuners.medianstop;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.testkit.AssessorContract;
import io.trialog.spi.tuner.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MedianStopTest {

    private static final String RAN_TO_ITS_END = "ran to its end";

    private long nextTrial;

    @Nested
    class Contract extends AssessorContract {
        @Override
        protected AssessorFactory factory() {
            return new MedianStopFactory();
        }
    }

    @Test
    void shouldJudgeAsNniDoesWhenMaximising() {
        Assessor assessor = new MedianStop(Direction.MAXIMIZE, 0);

        assertThat(play(assessor, 0.1, 0.2, 0.3)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 0.2, 0.4, 0.6)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 0.3, 0.1, 0.5)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 0.15, 0.15, 0.15)).isEqualTo("step 1: best 0.15 < median 0.2 of 3 trials");
        assertThat(play(assessor, 0.5, 0.1, 0.1)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 0.05, 0.9, 0.9)).isEqualTo("step 1: best 0.05 < median 0.2 of 4 trials");
    }

    @Test
    void shouldJudgeAsNniDoesWhenMinimising() {
        Assessor assessor = new MedianStop(Direction.MINIMIZE, 2);

        assertThat(play(assessor, 3, 2, 1)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 4, 3, 2)).isEqualTo("step 2: best 3 > median 2.5 of 1 trial");
        assertThat(play(assessor, 5, 1, 1)).isEqualTo(RAN_TO_ITS_END);
        assertThat(play(assessor, 9, 9, 9)).isEqualTo("step 2: best 9 > median 3 of 2 trials");
        assertThat(play(assessor, 2, 9, 9)).isEqualTo(RAN_TO_ITS_END);
    }

    @Test
    void shouldNotStopATrialThatDoesExactlyAsWell() {
        // the sums of these, divided by their number, are not all 0.8 and 0.1 again: some are above, some below
        for (Direction direction : Direction.values()) {
            for (double value : List.of(0.8, 0.1)) {
                Assessor assessor = new MedianStop(direction, 0);
                double[] plateau = DoubleStream.generate(() -> value).limit(12).toArray();

                assertThat(play(assessor, plateau)).isEqualTo(RAN_TO_ITS_END);
                assertThat(play(assessor, plateau))
                        .as("%s %s", direction, value)
                        .isEqualTo(RAN_TO_ITS_END);
            }
        }
    }

    @Test
    void shouldNotCompareWithTrialsThatFailed() {
        // given
        Assessor assessor = new MedianStop(Direction.MAXIMIZE, 0);
        assessor.assess(0, List.of(0.9));
        assessor.trialEnded(0, false);

        // when, then
        assertThat(assessor.assess(1, List.of(0.1)).isStop()).isFalse();
    }

    @Test
    void shouldCompareWithTrialsThatGotAsFarOnly() {
        // given
        Assessor assessor = new MedianStop(Direction.MAXIMIZE, 0);
        play(assessor, 0.9);
        play(assessor, 0.95, 0.95);

        // when, then
        assertThat(assessor.assess(7, List.of(0.91)).isStop()).isFalse();
        assertThat(assessor.assess(7, List.of(0.91, 0.92)).reason())
                .hasValue("step 2: best 0.92 < median 0.95 of 1 trial");
    }

    @Test
    void shouldTakeWhatIsNotFiniteForTheWorst() {
        // given
        Assessor assessor = new MedianStop(Direction.MAXIMIZE, 0);
        play(assessor, 0.5, Double.NaN);

        // when, then
        assertThat(assessor.assess(1, List.of(Double.POSITIVE_INFINITY)).reason())
                .hasValue("step 1: best -Infinity < median 0.5 of 1 trial");
        assertThat(assessor.assess(2, List.of(0.6, 0.1)).isStop())
                .as("the average of the first trial at step 2 is the worst possible")
                .isFalse();
    }

    private String play(Assessor assessor, double... reports) {
        long trial = nextTrial++;
        List<Double> history = new ArrayList<>();
        for (double report : reports) {
            history.add(report);
            Assessment verdict = assessor.assess(trial, history);
            if (verdict.isStop()) {
                assessor.trialEnded(trial, false);
                return verdict.reason().orElseThrow();
            }
        }
        assessor.trialEnded(trial, true);
        return RAN_TO_ITS_END;
    }
}
