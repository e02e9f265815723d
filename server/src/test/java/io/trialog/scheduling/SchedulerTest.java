package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.LimitsChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.experiment.CheckLimits;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.space.Configuration;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.StopTrial;
import io.trialog.tuning.RecordSuggestions;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");

    private static void succeed(EngineFixture fixture, long trial) {
        fixture.when(new ReportMetrics(
                attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    @Test
    void shouldAskTheTunerForAsManyTrialsAsThereAreSlots() {
        ExperimentConfig config = Configs.of(5, 2);
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.when(new CreateExperiment(X, config));
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 0, 2));
            fixture.whenTunerAnswers()
                    .thenEvents(
                            new TrialProposed(X, 0, Map.of("lr", 0.01), null),
                            new TrialProposed(X, 1, Map.of("lr", 0.01), null),
                            new SuggestionsAnswered(X, 3, 2, Outlook.MORE, EngineFixture.TUNER),
                            new AttemptScheduled(X, 0, 1),
                            new AttemptScheduled(X, 1, 1));
        }
    }

    /** More than a thousand slots once stopped the server, which was to be protected from scheduling without end. */
    @Test
    void shouldFillThousandsOfSlots() {
        int slots = 2_500;
        try (EngineFixture fixture = EngineFixture.running(Configs.of(null, slots))) {
            // when
            fixture.whenTunerAnswers();
            // then
            assertThat(fixture.newEvents().stream().filter(AttemptScheduled.class::isInstance))
                    .hasSize(slots);
        }
    }

    @Test
    void shouldFillThousandsOfSlotsFromTheQueue() {
        int slots = 1_500;
        List<Configuration> configurations = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            configurations.add(Configuration.of(Map.of("lr", 0.01)));
        }
        try (EngineFixture fixture = EngineFixture.running(Configs.of(null, slots))) {
            // when
            fixture.when(new EnqueueTrials(X, configurations));
            fixture.whenTunerAnswers(0, Outlook.WAITING);
            // then
            assertThat(fixture.board().underWay(X)).hasSize(slots);
        }
    }

    @Test
    void shouldFillAFreeSlotAndEndAtTheLimit() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(2, 1))) {
            fixture.whenTunerAnswers();
            succeed(fixture, 0);
            assertThat(fixture.newEvents())
                    .containsExactly(
                            new AttemptEnded(X, 0, 1, EndCause.EXITED, 0, null, END),
                            new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null),
                            new SuggestionsRequested(X, 1, 1));
            fixture.whenTunerAnswers();
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.NO_MORE_TRIAL, "all 2 trials were made"));
            succeed(fixture, 1);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "all 2 trials were made"));
        }
    }

    @Test
    void shouldEndWhenTheTunerIsExhausted() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(null, 3))) {
            fixture.whenTunerAnswers(1, Outlook.EXHAUSTED);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(
                            X, ExperimentState.TUNER_NO_MORE_TRIAL, "the tuner has no more proposals"));
            succeed(fixture, 0);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "the tuner has no more proposals"));
        }
    }

    @Test
    void shouldAskAWaitingTunerAgainAfterAResult() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
            fixture.whenTunerAnswers(1, Outlook.WAITING);
            assertThat(fixture.newEvents()).noneMatch(SuggestionsRequested.class::isInstance);
            succeed(fixture, 0);
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 1, 2));
        }
    }

    @Test
    void shouldPauseWhenTheTunerWaitsForNothing() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
            fixture.whenTunerAnswers(0, Outlook.WAITING);
            assertThat(fixture.newEvents())
                    .last()
                    .isInstanceOfSatisfying(
                            ExperimentStateChanged.class,
                            changed -> assertThat(changed.state()).isEqualTo(ExperimentState.PAUSED));
        }
    }

    @Test
    void shouldTakeAnAnswerOnce() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
            long request = fixture.lastOf(SuggestionsRequested.class).position();
            fixture.whenTunerAnswers();
            fixture.when(new RecordSuggestions(X, request, List.of(), Outlook.MORE, EngineFixture.TUNER))
                    .thenEvents();
        }
    }

    @Test
    void shouldStopRunningTrialsAndRunThemAgainWhenResumed() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            fixture.when(new StopExperiment(X, "Ctrl-C"))
                    .thenEvents(
                            new ExperimentStateChanged(X, ExperimentState.STOPPING, "Ctrl-C"),
                            new TrialStopRequested(X, 0, 1, StopCause.EXPERIMENT, "Ctrl-C"));
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, END))
                    .thenEvents(
                            new AttemptEnded(X, 0, 1, EndCause.KILLED, null, null, END),
                            new TrialRequeued(X, 0, "Ctrl-C", RequeueCause.STOP),
                            new ExperimentStateChanged(X, ExperimentState.STOPPED, null));
            fixture.when(new ResumeExperiment(X, 12))
                    .thenEvents(
                            LimitsChanged.trials(X, 12),
                            new ExperimentStateChanged(X, ExperimentState.RUNNING, "resumed"),
                            new AttemptScheduled(X, 0, 2));
        }
    }

    @Test
    void shouldStopTheTrialsThatAnEarlierServerLeftBehind() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            fixture.when(new StopExperiment(X, "Ctrl-C")).when(EngineFixture.serverStart());
            fixture.when(new StopExperiment(X, "again"))
                    .thenEvents(
                            new ExperimentStateChanged(X, ExperimentState.STOPPING, "again"),
                            new TrialStopRequested(X, 0, 1, StopCause.EXPERIMENT, "again"));
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, END));
            fixture.when(new StopExperiment(X, "once more")).thenRejected(ErrorCode.EXPERIMENT_STATE);
        }
    }

    @Test
    void shouldNotResumeWhatRunsOrIsComplete() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
            fixture.when(new ResumeExperiment(X, null)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            fixture.whenTunerAnswers();
            succeed(fixture, 0);
            fixture.when(new ResumeExperiment(X, null)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            fixture.when(new ResumeExperiment(X, 0)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            fixture.when(new ResumeExperiment(X, 2));
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 1, 1));
        }
    }

    @Test
    void shouldEndWhenTheTimeIsOver() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(null, 1, Duration.ofMinutes(10)))) {
            fixture.whenTunerAnswers();
            fixture.after(Duration.ofMinutes(9)).when(new CheckLimits(X)).thenEvents();
            fixture.after(Duration.ofMinutes(1))
                    .when(new CheckLimits(X))
                    .thenEvents(new ExperimentStateChanged(
                            X, ExperimentState.NO_MORE_TRIAL, "the time is over (maxExperimentDuration)"));
        }
    }

    @Test
    void shouldPauseWhenTheTunerFails() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
            fixture.when(new RecordTunerFailure(X, "sample 1.0", "suggest: boom", "at Sample.java:1"));
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(
                            new ExperimentStateChanged(X, ExperimentState.PAUSED, "the tuner failed: suggest: boom"));
            fixture.when(new ResumeExperiment(X, null));
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 0, 2));
        }
    }

    @Test
    void shouldHoldTheExperimentWhenTrialsCannotBeStarted() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LAUNCH_FAILED, null, "no such directory", END));
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(
                            X, ExperimentState.ERROR, "trial 0 could not be started: no such directory"));
        }
    }

    @Test
    void shouldGiveTheSlotOfAStoppedTrialToTheNext() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"))
                    .thenEvents(new TrialStopRequested(X, 0, 1, StopCause.USER, "enough"));
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough")).thenEvents();
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, END))
                    .thenEvents(
                            new AttemptEnded(X, 0, 1, EndCause.KILLED, null, null, END),
                            new TrialEnded(X, 0, TrialState.USER_CANCELED, null, "enough", null),
                            new SuggestionsRequested(X, 1, 1));
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough")).thenRejected(ErrorCode.TRIAL_STATE);
        }
    }
}
