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
import io.trialog.event.LimitsChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialProposed;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.tuning.RecordSuggestions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpdateHandlerTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");
    private static final String AGAIN = "there is room for more trials again";

    private static void succeed(EngineFixture fixture, long trial) {
        fixture.when(new ReportMetrics(
                attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    private static UpdateExperiment concurrency(int trials) {
        return new UpdateExperiment(X, new LimitChanges(trials, null, null, null, List.of()));
    }

    private static UpdateExperiment maxTrials(int trials) {
        return new UpdateExperiment(X, LimitChanges.trials(trials));
    }

    private static UpdateExperiment maxDuration(@Nullable Duration duration) {
        return new UpdateExperiment(
                X,
                new LimitChanges(
                        null,
                        null,
                        duration,
                        null,
                        duration == null ? List.of(ExperimentKeys.MAX_EXPERIMENT_DURATION) : List.of()));
    }

    private static UpdateExperiment without(String limit) {
        return new UpdateExperiment(X, new LimitChanges(null, null, null, null, List.of(limit)));
    }

    private static ExperimentState state(EngineFixture fixture) {
        return fixture.board().experiment(X).orElseThrow().state();
    }

    @Nested
    class Concurrency {

        @Test
        void shouldFillNewSlotsAtOnce() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.whenTunerAnswers();
                fixture.when(concurrency(4))
                        .thenEvents(new LimitsChanged(X, null, 4, null, null, null), new SuggestionsRequested(X, 1, 3));
                fixture.whenTunerAnswers();
                assertThat(fixture.newEvents())
                        .filteredOn(AttemptScheduled.class::isInstance)
                        .hasSize(3);
            }
        }

        @Test
        void shouldLetRunningTrialsFinishAndStartNoneAbove() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 4))) {
                fixture.whenTunerAnswers();
                fixture.when(concurrency(2)).thenEvents(new LimitsChanged(X, null, 2, null, null, null));
                for (int trial = 0; trial < 2; trial++) {
                    succeed(fixture, trial);
                    assertThat(fixture.newEvents())
                            .as("trials 2 and 3 have the two slots")
                            .noneMatch(SuggestionsRequested.class::isInstance);
                }
                succeed(fixture, 2);
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 4, 1));
            }
        }

        @Test
        void shouldKeepWaitingWhatWasProposedForMoreSlots() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 3))) {
                fixture.when(concurrency(1));
                fixture.whenTunerAnswers();
                assertThat(fixture.newEvents())
                        .filteredOn(AttemptScheduled.class::isInstance)
                        .containsExactly(new AttemptScheduled(X, 0, 1));
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, 1, 1));
            }
        }
    }

    @Nested
    class MaxTrialNumber {

        @Test
        void shouldNotGoBelowTheTrialsThereAreAndThoseAskedFor() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
                fixture.when(maxTrials(1)).thenRejected(ErrorCode.EXPERIMENT_STATE);
                assertThat(fixture.rejection().message())
                        .isEqualTo(
                                "maxTrialNumber: 1 (expected: >= 2: there are 0 trials, 2 that the tuner is being asked for)");
                fixture.whenTunerAnswers();
                fixture.when(maxTrials(1)).thenRejected(ErrorCode.EXPERIMENT_STATE);
                assertThat(fixture.rejection().details().get(0).toString())
                        .isEqualTo("maxTrialNumber: 1 (expected: >= 2: there are 2 trials)");
            }
        }

        @Test
        void shouldBeExactWhenItIsLoweredWhileTheTunerIsAsked() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(100, 5))) {
                fixture.whenTunerAnswers();
                succeed(fixture, 0);
                succeed(fixture, 1);
                fixture.when(maxTrials(6)).thenEvents(LimitsChanged.trials(X, 6));
                fixture.whenTunerAnswers();
                assertThat(state(fixture)).isEqualTo(ExperimentState.NO_MORE_TRIAL);
                for (int trial = 2; trial < 6; trial++) {
                    succeed(fixture, trial);
                }
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
                assertThat(fixture.events(1))
                        .filteredOn(recorded -> recorded.event() instanceof TrialProposed)
                        .hasSize(6);
            }
        }

        @Test
        void shouldContinueACompleteExperimentWhenItIsRaised() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
                fixture.whenTunerAnswers();
                succeed(fixture, 0);
                fixture.when(maxTrials(2))
                        .thenEvents(
                                LimitsChanged.trials(X, 2),
                                new ExperimentStateChanged(X, ExperimentState.RUNNING, AGAIN),
                                new SuggestionsRequested(X, 1, 1));
                fixture.whenTunerAnswers();
                succeed(fixture, 1);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
            }
        }

        @Test
        void shouldContinueWhenItIsRemoved() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
                fixture.whenTunerAnswers();
                succeed(fixture, 0);
                fixture.when(without(ExperimentKeys.MAX_TRIAL_NUMBER));
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 1, 1));
                assertThat(fixture.board().experiment(X).orElseThrow().maxTrialNumber())
                        .isNull();
            }
        }

        @Test
        void shouldGoBackToRunningWhileTheLastTrialsRun() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(2, 2))) {
                fixture.whenTunerAnswers();
                assertThat(state(fixture)).isEqualTo(ExperimentState.NO_MORE_TRIAL);
                fixture.when(maxTrials(3))
                        .thenEvents(
                                LimitsChanged.trials(X, 3),
                                new ExperimentStateChanged(X, ExperimentState.RUNNING, AGAIN));
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 2, 1));
            }
        }

        @Test
        void shouldNotContinueWhatEndedOtherwiseOrIsStopped() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(5, 1))) {
                fixture.whenTunerAnswers(1, Outlook.EXHAUSTED);
                succeed(fixture, 0);
                fixture.when(maxTrials(7)).thenEvents(LimitsChanged.trials(X, 7));
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
            }
            try (EngineFixture fixture = EngineFixture.running(Configs.of(5, 1))) {
                fixture.when(new StopExperiment(X, "enough"));
                fixture.when(maxTrials(7)).thenEvents(LimitsChanged.trials(X, 7));
                assertThat(state(fixture)).isEqualTo(ExperimentState.STOPPED);
            }
        }
    }

    @Nested
    class MaxExperimentDuration {

        @Test
        void shouldContinueWhenThereIsTimeAgainAndCountOverARestart() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(null, 1, Duration.ofMinutes(10)))) {
                fixture.whenTunerAnswers();
                fixture.after(Duration.ofMinutes(4)).when(new RecordAttemptStarted(attempt(0, 1), END));
                fixture.when(EngineFixture.serverStart()).after(Duration.ofHours(5));
                fixture.when(new ResumeExperiment(X, null)).after(Duration.ofMinutes(6));
                succeed(fixture, 0);
                assertThat(fixture.newEvents())
                        .last()
                        .isEqualTo(new ExperimentStateChanged(
                                X, ExperimentState.DONE, "the time is over (maxExperimentDuration)"));
                fixture.when(maxDuration(Duration.ofMinutes(9)));
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
                fixture.when(maxDuration(Duration.ofMinutes(12)))
                        .thenEvents(
                                new LimitsChanged(X, null, null, "720s", null, null),
                                new ExperimentStateChanged(X, ExperimentState.RUNNING, AGAIN),
                                new SuggestionsRequested(X, 1, 1));
                fixture.after(Duration.ofMinutes(2)).when(new CheckLimits(X));
                assertThat(state(fixture)).isEqualTo(ExperimentState.NO_MORE_TRIAL);
                fixture.when(maxDuration(null));
                assertThat(state(fixture)).isEqualTo(ExperimentState.RUNNING);
            }
        }
    }

    @Nested
    class Space {

        private static final SearchSpace NEW = SearchSpace.of(new Parameter("lr", new Uniform(0, 1)));

        @Test
        void shouldEndTheOpenRequestAndAskAgain() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
                long request = fixture.lastOf(SuggestionsRequested.class).position();
                fixture.when(new UpdateExperiment(X, LimitChanges.NONE, NEW))
                        .thenEvents(
                                new SearchSpaceChanged(X, new LinkedHashMap<>(NEW.asMap())),
                                new SuggestionsRequested(X, 0, 2));
                fixture.when(new RecordSuggestions(
                                X,
                                request,
                                List.of(Suggestion.of(Configuration.of(Map.of("lr", 0.01)))),
                                Outlook.MORE,
                                EngineFixture.TUNER))
                        .thenEvents();
                fixture.whenTunerAnswers();
                assertThat(fixture.newEvents())
                        .filteredOn(TrialProposed.class::isInstance)
                        .hasSize(2);
            }
        }

        @Test
        void shouldKeepWhatWaitsAndRuns() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
                fixture.whenTunerAnswers();
                fixture.when(new UpdateExperiment(X, LimitChanges.NONE, NEW));
                assertThat(fixture.newEvents()).hasSize(1);
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 2, 1));
            }
        }

        @Test
        void shouldContinueAnExperimentWhoseTunerHadNoMore() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.whenTunerAnswers(0, Outlook.EXHAUSTED);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
                fixture.when(new UpdateExperiment(X, LimitChanges.NONE, NEW));
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 0, 1));
            }
        }

        @Test
        void shouldBeInForceAfterwards() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.when(new UpdateExperiment(X, LimitChanges.trials(4), NEW));
                assertThat(fixture.newEvents()).hasSize(3);
                assertThat(fixture.board().experiment(X).orElseThrow().config().searchSpace())
                        .isEqualTo(NEW);
                fixture.when(new UpdateExperiment(X, LimitChanges.NONE, NEW)).thenEvents();
            }
        }
    }

    @Test
    void shouldRecordNothingWhenNothingChanges() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(5, 2))) {
            fixture.when(maxTrials(5)).thenEvents();
            fixture.when(without(ExperimentKeys.MAX_TRIAL_DURATION)).thenEvents();
        }
    }

    @Test
    void shouldShowWhatIsInForce() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(5, 2))) {
            fixture.when(new UpdateExperiment(
                    X, new LimitChanges(3, 6, Duration.ofHours(1), Duration.ofMinutes(1), List.of())));
            ExperimentConfig config =
                    fixture.board().experiment(X).orElseThrow().config();
            assertThat(config.asMap())
                    .containsEntry("trialConcurrency", 3L)
                    .containsEntry("maxTrialNumber", 6L)
                    .containsEntry("maxExperimentDuration", "3600s")
                    .containsEntry("maxTrialDuration", "60s");
            assertThat(fixture.board().experiment(X).orElseThrow().created()).isEqualTo(Configs.of(5, 2));
        }
    }

    @Test
    void shouldKnowTheExperiment() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(5, 2))) {
            fixture.when(new UpdateExperiment(new ExperimentId("other"), LimitChanges.trials(9)))
                    .thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
        }
    }
}
