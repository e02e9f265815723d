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
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.spi.space.Configuration;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.StopTrial;
import io.trialog.trial.TellTrial;
import io.trialog.trial.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AskHandlerTest {

    private static final Asked NOT_YET = new Asked.NotYet();
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private void external(@Nullable Integer maxTrials) {
        fixture.when(new CreateExperiment(X, Configs.external(maxTrials, AttemptPolicy.DEFAULT)));
    }

    private static AskTrial ask(String askId) {
        return new AskTrial(X, askId, "worker of " + askId, null);
    }

    private static AttemptScheduled claimed(long number, int attempt, String askId) {
        return new AttemptScheduled(X, number, attempt, askId, "worker of " + askId, null);
    }

    private static Asked trial(long number, int attempt) {
        return new Asked.Claimed(attempt(number, attempt), Duration.ofSeconds(60));
    }

    /** Has the tuner propose what was asked for; external experiments then have a trial that waits. */
    private void propose() {
        fixture.whenTunerAnswers();
    }

    private void give(String askId) {
        fixture.when(ask(askId));
        propose();
        fixture.when(ask(askId));
        assertThat(fixture.reply()).isInstanceOf(Asked.Claimed.class);
    }

    @Nested
    class OfAnExternalExperiment {

        @Test
        void shouldWaitUntilSomebodyAsks() {
            external(3);
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.RUNNING, null));
        }

        @Test
        void shouldHaveTheTunerProposeOneAndGiveIt() {
            external(3);
            fixture.when(ask("a")).thenEvents(new SuggestionsRequested(X, 0, 1));
            assertThat(fixture.reply()).isEqualTo(NOT_YET);
            propose();
            fixture.thenEvents(
                    new TrialProposed(X, 0, Map.of("lr", 0.01), null),
                    new SuggestionsAnswered(X, 3, 1, Outlook.MORE, EngineFixture.TUNER));
            fixture.when(ask("a")).thenEvents(claimed(0, 1, "a"));
            assertThat(fixture.reply()).isEqualTo(trial(0, 1));
        }

        @Test
        void shouldAskTheTunerOnceAtATime() {
            external(3);
            fixture.when(ask("a"));
            fixture.when(ask("b")).thenEvents();
            assertThat(fixture.reply()).isEqualTo(NOT_YET);
        }

        @Test
        void shouldGiveTheSameToWhoAsksAgain() {
            external(3);
            give("a");
            fixture.when(new AskTrial(X, "a", null, 10)).thenEvents();
            assertThat(fixture.reply()).isEqualTo(trial(0, 1));
        }

        @Test
        void shouldGiveAnotherWhenThatIsOver() {
            external(3);
            give("a");
            fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("default", 0.5), null)));
            fixture.when(ask("a")).thenEvents(new SuggestionsRequested(X, 1, 1));
        }

        @Test
        void shouldGiveEachWhoAsksAnother() {
            external(3);
            give("a");
            give("b");
            give("c");
            assertThat(fixture.reply()).isEqualTo(trial(2, 1));
        }

        @Test
        void shouldGiveWithTheLeaseThatIsWanted() {
            external(3);
            fixture.when(ask("a"));
            propose();
            fixture.when(new AskTrial(X, "a", null, 7)).thenEvents(new AttemptScheduled(X, 0, 1, "a", null, 7));
            assertThat(fixture.reply()).isEqualTo(new Asked.Claimed(attempt(0, 1), Duration.ofSeconds(7)));
        }

        @Test
        void shouldGetWhatWaitsInTheQueueFirst() {
            external(3);
            fixture.when(new EnqueueTrials(X, List.of(Configuration.of(Map.of("lr", 0.05)))));
            fixture.when(ask("a")).thenEvents(TrialProposed.queued(X, 0, Map.of("lr", 0.05)));
            fixture.when(ask("a")).thenEvents(claimed(0, 1, "a"));
            fixture.when(ask("b")).thenEvents(new SuggestionsRequested(X, 1, 1));
        }

        @Test
        void shouldBeOverAtTheLimit() {
            external(1);
            give("a");
            fixture.when(ask("b")).thenEvents();
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.NO_MORE_TRIAL));
            fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("default", 0.5), null)));
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new ExperimentStateChanged(X, ExperimentState.DONE, "all 1 trials were made"));
            fixture.when(ask("b"));
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.DONE));
        }

        @Test
        void shouldGiveALostTrialToSomebodyElseAtTheLimit() {
            external(1);
            give("a");
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "silent", NOW))
                    .thenEvents(
                            new AttemptEnded(X, 0, 1, EndCause.LOST, null, "silent", NOW),
                            new TrialRequeued(X, 0, "lost: silent", RequeueCause.LOSS));
            fixture.when(ask("b")).thenEvents(claimed(0, 2, "b"));
            assertThat(fixture.reply()).isEqualTo(trial(0, 2));
        }

        @Test
        void shouldBeOverWhenTheTunerIsExhausted() {
            external(null);
            fixture.when(ask("a"));
            fixture.whenTunerAnswers(0, Outlook.EXHAUSTED);
            fixture.when(ask("a"));
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.DONE));
        }

        @Test
        void shouldWaitWhileTheTunerWaitsForResults() {
            external(9);
            give("a");
            fixture.when(ask("b"));
            fixture.whenTunerAnswers(0, Outlook.WAITING);
            fixture.when(ask("b")).thenEvents();
            assertThat(fixture.reply()).isEqualTo(NOT_YET);
            fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("default", 0.5), null)));
            fixture.when(ask("b")).thenEvents(new SuggestionsRequested(X, 1, 1));
        }

        @Test
        void shouldNoticeThatTheTimeIsOver() {
            fixture.when(new CreateExperiment(X, Configs.external(null, AttemptPolicy.DEFAULT, Duration.ofMinutes(1))));
            fixture.after(Duration.ofMinutes(2));
            fixture.when(ask("a"));
            assertThat(fixture.newEvents()).hasSize(1);
            fixture.when(ask("a"));
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.DONE));
        }
    }

    @Nested
    class OfAnExperimentThatLaunchesTrials {

        @Test
        void shouldGetATrialMoreWhenAllSlotsAreTaken() {
            fixture.when(new CreateExperiment(X, Configs.of(5, 2)));
            propose();
            fixture.when(ask("a")).thenEvents(new SuggestionsRequested(X, 2, 1));
            propose();
            assertThat(fixture.newEvents()).noneMatch(AttemptScheduled.class::isInstance);
            fixture.when(ask("a")).thenEvents(claimed(2, 1, "a"));
        }

        @Test
        void shouldLeaveTheSlotsToTrialsThatAreLaunched() {
            fixture.when(new CreateExperiment(X, Configs.of(9, 2)));
            propose();
            give("a");
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, NOW));
            assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 3, 1));
        }

        @Test
        void shouldLaunchInAFreeSlotWhatSomebodyLost() {
            fixture.when(new CreateExperiment(X, Configs.of(3, 2)));
            propose();
            give("a");
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, NOW));
            fixture.when(new RecordAttemptEnded(attempt(2, 1), EndCause.LOST, null, "silent", NOW));
            assertThat(fixture.newEvents()).last().isEqualTo(new AttemptScheduled(X, 2, 2));
        }
    }

    @Nested
    class Stopped {

        @Test
        void shouldEndAtOnceWhenSomebodyStopsTheTrial() {
            external(3);
            give("a");
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"))
                    .thenEvents(
                            new TrialStopRequested(X, 0, 1, StopCause.USER, "enough"),
                            new AttemptEnded(X, 0, 1, EndCause.KILLED, null, null, NOW),
                            new TrialEnded(X, 0, TrialState.USER_CANCELED, null, "enough", null));
        }

        @Test
        void shouldEndAtOnceWhenTheAssessorStopsTheTrial() {
            external(3);
            give("a");
            fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "bad"));
            assertThat(fixture.newEvents())
                    .last()
                    .isEqualTo(new TrialEnded(X, 0, TrialState.EARLY_STOPPED, null, "bad", null));
        }

        @Test
        void shouldEndWithTheExperimentAndWaitForItsResume() {
            external(3);
            give("a");
            fixture.when(new StopExperiment(X, "stopped"))
                    .thenEvents(
                            new ExperimentStateChanged(X, ExperimentState.STOPPING, "stopped"),
                            new TrialStopRequested(X, 0, 1, StopCause.EXPERIMENT, "stopped"),
                            new AttemptEnded(X, 0, 1, EndCause.KILLED, null, null, NOW),
                            new TrialRequeued(X, 0, "stopped", RequeueCause.STOP),
                            new ExperimentStateChanged(X, ExperimentState.STOPPED, null));
            fixture.when(ask("a"));
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.STOPPED));
            fixture.when(new ResumeExperiment(X, null));
            fixture.when(ask("a")).thenEvents(claimed(0, 2, "a"));
        }

        @Test
        void shouldStayTheirsWhenTheServerDies() {
            external(3);
            give("a");
            fixture.when(EngineFixture.serverStart());
            fixture.when(ask("a")).thenEvents();
            assertThat(fixture.reply()).isEqualTo(trial(0, 1));
            fixture.when(ask("b"));
            assertThat(fixture.reply()).isEqualTo(new Asked.Over(ExperimentState.STOPPED));
            fixture.when(new ResumeExperiment(X, null));
            assertThat(fixture.newEvents()).hasSize(1);
            fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("default", 0.5), null)));
            assertThat(fixture.newEvents()).contains(new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null));
        }
    }

    @Test
    void shouldNotKnowOtherExperiments() {
        fixture.when(ask("a")).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
    }
}
