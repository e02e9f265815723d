package io.trialog.experiment;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.StopTrial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An experiment of three trials, two at a time. */
class RetryHandlerTest {

    @AutoClose
    private final EngineFixture fixture = running(null);

    private static EngineFixture running(@Nullable Duration limit) {
        return EngineFixture.running(Configs.of(3, 2, limit)).whenTunerAnswers();
    }

    private static void end(EngineFixture fixture, long number, EndCause cause, int exitCode) {
        fixture.when(new RecordAttemptEnded(attempt(number, 1), cause, exitCode, null, null));
    }

    private void succeed(long number) {
        fixture.when(new ReportMetrics(
                attempt(number, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 1.0), null))));
        end(fixture, number, EndCause.EXITED, 0);
    }

    /** Trial 0 failed, 1 succeeded, 2 ran too long. */
    private void complete() {
        end(fixture, 0, EndCause.EXITED, 1);
        fixture.whenTunerAnswers();
        succeed(1);
        end(fixture, 2, EndCause.TIMED_OUT, 143);
        assertThat(state()).isEqualTo(ExperimentState.DONE);
    }

    private ExperimentState state() {
        return fixture.board().experiment(X).orElseThrow().state();
    }

    private static TrialRequeued requeued(long number) {
        return new TrialRequeued(X, number, "to be tried again: somebody wants it", RequeueCause.RETRY);
    }

    private static RetryTrials retry(Long... numbers) {
        return new RetryTrials(X, List.of(numbers));
    }

    @Test
    void shouldTryAgainWhatFailedAndGoOnWithACompleteExperiment() {
        // given
        complete();

        // when
        fixture.when(retry());

        // then
        fixture.thenEvents(
                requeued(0),
                requeued(2),
                new ExperimentStateChanged(X, ExperimentState.RUNNING, "resumed to try trials again"),
                new AttemptScheduled(X, 0, 2),
                new AttemptScheduled(X, 2, 2),
                new ExperimentStateChanged(X, ExperimentState.NO_MORE_TRIAL, "all 3 trials were made"));
        assertThat(fixture.reply()).isEqualTo(List.of(0L, 2L));
        TrialRow again = fixture.board().trial(X, 0).orElseThrow();
        assertThat(again.state()).isEqualTo(TrialState.RUNNING);
        assertThat(again.failure()).isNull();
    }

    @Test
    void shouldBeDoneAgainAfterTheLastAttempt() {
        complete();
        fixture.when(retry(0L));
        fixture.when(new RecordAttemptEnded(attempt(0, 2), EndCause.EXITED, 1, null, null));
        assertThat(state()).isEqualTo(ExperimentState.DONE);
        fixture.when(retry(0L));
        assertThat(fixture.newEvents()).contains(requeued(0), new AttemptScheduled(X, 0, 3));
    }

    @Test
    void shouldTryATrialAgainOfAnExperimentThatRuns() {
        end(fixture, 0, EndCause.EXITED, 1);
        fixture.when(retry(0L)).thenEvents(requeued(0), new AttemptScheduled(X, 0, 2));
        assertThat(fixture.lastOf(SuggestionsRequested.class).event())
                .as("the request for trial 2 is still open")
                .isEqualTo(new SuggestionsRequested(X, 2, 1));
    }

    @Test
    void shouldTryACancelledTrialAgainOnlyWhenItIsNamed() {
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(fixture, 0, EndCause.KILLED, 143);
        fixture.when(retry()).thenRejected(ErrorCode.TRIAL_STATE);
        fixture.when(retry(0L));
        assertThat(fixture.newEvents()).contains(requeued(0));
    }

    @Test
    void shouldTryATrialAgainOnceThatIsNamedTwice() {
        end(fixture, 0, EndCause.EXITED, 1);
        fixture.when(retry(0L, 0L)).thenEvents(requeued(0), new AttemptScheduled(X, 0, 2));
    }

    @Test
    void shouldTellAllThatIsWrongAndDoNothing() {
        end(fixture, 0, EndCause.EXITED, 1);
        succeed(1);
        fixture.when(retry(0L, 1L, 7L)).thenRejected(ErrorCode.TRIAL_UNKNOWN);
        assertThat(fixture.rejection().details())
                .extracting(Object::toString)
                .containsExactly(
                        "trial 1: SUCCEEDED (expected: one that failed, ran too long or was cancelled)",
                        "trial 7: not there (expected: 0 to 1)");
        fixture.when(retry(1L)).thenRejected(ErrorCode.TRIAL_STATE);
    }

    @Test
    void shouldRefuseARunningTrial() {
        fixture.when(retry(0L)).thenRejected(ErrorCode.TRIAL_STATE);
    }

    @Test
    void shouldRefuseAnUnknownExperiment() {
        fixture.when(new RetryTrials(new ExperimentId("y"), List.of())).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
    }

    @Test
    void shouldWaitUntilAStopIsOver() {
        end(fixture, 0, EndCause.EXITED, 1);
        fixture.when(new StopExperiment(X, "enough"));
        fixture.when(retry()).thenRejected(ErrorCode.EXPERIMENT_STATE);
        end(fixture, 1, EndCause.KILLED, 143);
        fixture.when(retry());
        assertThat(fixture.newEvents()).contains(requeued(0), new AttemptScheduled(X, 0, 2));
    }

    @Test
    void shouldNotGoOnWithoutTime() {
        try (EngineFixture limited = running(Duration.ofMinutes(1))) {
            // given
            end(limited, 0, EndCause.EXITED, 1);
            limited.after(Duration.ofMinutes(2));

            // then a trial of an experiment that still runs may be tried again, but not once it is over
            limited.when(retry(0L));
            assertThat(limited.newEvents()).contains(requeued(0));
            limited.when(new RecordAttemptEnded(attempt(0, 2), EndCause.EXITED, 1, null, null));
            end(limited, 1, EndCause.EXITED, 1);
            limited.whenTunerAnswers();
            limited.when(new RecordAttemptEnded(attempt(2, 1), EndCause.EXITED, 1, null, null));
            limited.when(retry(0L)).thenRejected(ErrorCode.EXPERIMENT_STATE);
        }
    }
}
