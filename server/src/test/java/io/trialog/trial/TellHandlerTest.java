package io.trialog.trial;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.experiment.CreateExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.scheduling.AskTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TellHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    /** Of two trials, somebody has the first. */
    private void asked(int retriesOnFailure, int retriesOnLoss, NonFiniteMetric nonFinite) {
        AttemptPolicy policy =
                new AttemptPolicy(retriesOnFailure, List.of(), retriesOnLoss, nonFinite, Duration.ofSeconds(60));
        fixture.when(new CreateExperiment(X, Configs.external(2, policy)));
        ask("a");
    }

    private void ask(String askId) {
        fixture.when(new AskTrial(X, askId, null, null));
        fixture.whenTunerAnswers();
        fixture.when(new AskTrial(X, askId, null, null));
    }

    private void asked() {
        asked(0, 0, NonFiniteMetric.FAIL);
    }

    private static TellTrial tell(double value, @Nullable Long sequence) {
        return new TellTrial(attempt(0, 1), new Told.Result(Map.of("default", value), sequence));
    }

    private void report(long sequence, MetricKind kind, double value) {
        fixture.when(
                new ReportMetrics(attempt(0, 1), List.of(Report.of(sequence, kind, Map.of("default", value), null))));
    }

    private static MetricReported recorded(long sequence, double value) {
        return new MetricReported(X, 0, 1, sequence, MetricKind.FINAL, Map.of("default", value), null);
    }

    private static AttemptEnded ended(int exitCode, @Nullable String message) {
        return new AttemptEnded(X, 0, 1, EndCause.EXITED, exitCode, message, NOW);
    }

    private static TrialEnded end(TrialState state, @Nullable Double value, @Nullable String why, @Nullable Failure f) {
        return new TrialEnded(X, 0, state, value, why, f);
    }

    @Test
    void shouldRecordMetricEndAndVerdictAtOnce() {
        asked();
        fixture.when(tell(0.5, null))
                .thenEvents(recorded(0, 0.5), ended(0, null), end(TrialState.SUCCEEDED, 0.5, null, null));
        assertThat(fixture.reply()).isEqualTo(true);
    }

    @Test
    void shouldChangeNothingWhenItIsToldAgain() {
        asked();
        fixture.when(tell(0.5, null));
        fixture.when(tell(0.5, null)).thenEvents();
        assertThat(fixture.reply()).isEqualTo(false);
        fixture.when(new TellTrial(attempt(0, 1), new Told.Failed("why"))).thenEvents();
    }

    @Test
    void shouldNumberTheMetricAfterTheReports() {
        asked();
        report(0, MetricKind.INTERMEDIATE, 0.1);
        report(7, MetricKind.INTERMEDIATE, 0.2);
        fixture.when(tell(0.5, null));
        assertThat(fixture.newEvents()).first().isEqualTo(recorded(8, 0.5));
    }

    @Test
    void shouldTakeTheNumberThatIsGiven() {
        asked();
        report(0, MetricKind.INTERMEDIATE, 0.1);
        fixture.when(tell(0.5, 4L));
        assertThat(fixture.newEvents()).first().isEqualTo(recorded(4, 0.5));
    }

    @Test
    void shouldNotRecordTwiceAFinalReportThatWasSentBefore() {
        asked();
        report(3, MetricKind.FINAL, 0.5);
        fixture.when(tell(0.5, 3L)).thenEvents(ended(0, null), end(TrialState.SUCCEEDED, 0.5, null, null));
    }

    @Test
    void shouldNotLoseAValueToANumberThatIsTaken() {
        asked();
        report(3, MetricKind.INTERMEDIATE, 0.1);
        fixture.when(tell(0.5, 3L))
                .thenEvents(recorded(4, 0.5), ended(0, null), end(TrialState.SUCCEEDED, 0.5, null, null));
    }

    @Test
    void shouldCountTheFirstFinalValue() {
        asked();
        report(0, MetricKind.FINAL, 0.25);
        fixture.when(tell(0.5, null));
        assertThat(fixture.newEvents()).last().isEqualTo(end(TrialState.SUCCEEDED, 0.25, null, null));
    }

    @Test
    void shouldJudgeValuesThatAreNotFinite() {
        asked(0, 0, NonFiniteMetric.INFEASIBLE);
        fixture.when(tell(Double.NaN, null));
        assertThat(fixture.newEvents())
                .last()
                .isEqualTo(end(
                        TrialState.FAILED,
                        Double.NaN,
                        "final metric is NaN (expected: a finite number)",
                        Failure.INFEASIBLE));
    }

    @Test
    void shouldFailWithWhatWasTold() {
        asked();
        fixture.when(new TellTrial(attempt(0, 1), new Told.Failed("no disk")))
                .thenEvents(ended(1, "no disk"), end(TrialState.FAILED, null, "no disk", Failure.ERROR));
    }

    @Test
    void shouldRecogniseALackOfMemory() {
        asked(2, 0, NonFiniteMetric.FAIL);
        fixture.when(new TellTrial(attempt(0, 1), new Told.Failed("CUDA out of memory")));
        assertThat(fixture.newEvents())
                .last()
                .isEqualTo(end(TrialState.FAILED, null, "out of memory: CUDA out of memory", Failure.OUT_OF_MEMORY));
    }

    @Test
    void shouldTryAgainAsThePolicySays() {
        asked(1, 0, NonFiniteMetric.FAIL);
        fixture.when(new TellTrial(attempt(0, 1), new Told.Failed("no disk")));
        assertThat(fixture.newEvents())
                .last()
                .isEqualTo(new TrialRequeued(X, 0, "to be tried again: no disk", RequeueCause.FAILURE));
        fixture.when(new AskTrial(X, "b", null, null));
        fixture.when(new TellTrial(attempt(0, 2), new Told.Failed("no disk")));
        assertThat(fixture.newEvents()).contains(end(TrialState.FAILED, null, "no disk", Failure.ERROR));
    }

    @Test
    void shouldTellTheTunerOfAConfigurationThatCannotBeEvaluated() {
        asked(5, 0, NonFiniteMetric.FAIL);
        fixture.when(new TellTrial(attempt(0, 1), new Told.Infeasible("too wide")))
                .thenEvents(ended(1, "too wide"), end(TrialState.FAILED, null, "too wide", Failure.INFEASIBLE));
    }

    @Test
    void shouldReviveWhatWasGivenUpForLost() {
        asked(0, 1, NonFiniteMetric.FAIL);
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "silent", NOW));
        fixture.when(tell(0.5, null))
                .thenEvents(
                        new AttemptRevived(X, 0, 1, "told its result again after it was given up for lost"),
                        recorded(0, 0.5),
                        ended(0, null),
                        end(TrialState.SUCCEEDED, 0.5, null, null));
    }

    @Test
    void shouldReviveTheLastTrialOfAnExperimentThatIsDone() {
        asked();
        ask("b");
        fixture.when(new TellTrial(attempt(1, 1), new Told.Result(Map.of("default", 0.1), null)));
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "silent", NOW));
        assertThat(fixture.newEvents())
                .last()
                .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "all 2 trials were made"));
        fixture.when(tell(0.5, null));
        assertThat(fixture.newEvents())
                .contains(end(TrialState.SUCCEEDED, 0.5, null, null))
                .last()
                .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "all 2 trials were made"));
    }

    @Test
    void shouldNotTakeTheResultOfAnAttemptThatIsReplaced() {
        asked(0, 1, NonFiniteMetric.FAIL);
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "silent", NOW));
        fixture.when(new AskTrial(X, "b", null, null));
        fixture.when(tell(0.5, null)).thenEvents();
        assertThat(fixture.reply()).isEqualTo(false);
    }

    @Test
    void shouldNotTakeTheResultOfAStoppedAttempt() {
        asked();
        fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "bad"));
        fixture.when(tell(0.5, null)).thenEvents();
        assertThat(fixture.reply()).isEqualTo(false);
    }

    @Test
    void shouldLeaveLaunchedAttemptsToTheirCommand() {
        fixture.when(new CreateExperiment(X, Configs.of(2, 1)));
        fixture.whenTunerAnswers();
        fixture.when(tell(0.5, null)).thenRejected(ErrorCode.TRIAL_STATE);
    }

    @Test
    void shouldNotKnowOtherAttempts() {
        fixture.when(tell(0.5, null)).thenRejected(ErrorCode.ATTEMPT_UNKNOWN);
    }
}
