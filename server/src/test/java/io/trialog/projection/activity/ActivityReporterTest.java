package io.trialog.projection.activity;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.EndCause;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.StopCause;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.experiment.TrainingServiceConfig;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.RecordedProblem;
import io.trialog.scheduling.AskTrial;
import io.trialog.spi.space.Configuration;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.StopTrial;
import io.trialog.tuning.RecordAssessorFailure;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ActivityReporterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final AttemptPolicy ONE_RETRY =
            new AttemptPolicy(1, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofSeconds(60));

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final LaunchWaits waits = new LaunchWaits(time::get);
    private EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void run(ExperimentConfig config) {
        fixture.close();
        fixture = EngineFixture.running(config);
    }

    /** An experiment whose first trials run. */
    private void runTrials(ExperimentConfig config) {
        run(config);
        fixture.whenTunerAnswers();
        for (int trial = 0; trial < config.trialConcurrency(); trial++) {
            fixture.when(new RecordAttemptStarted(attempt(trial, 1), NOW.plusSeconds(trial)));
        }
    }

    private void fail(long trial) {
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 1, "Traceback\nKeyError: x", NOW));
    }

    private ActivityReport report() {
        return new ActivityReporter(fixture.board(), waits, false).of(X).orElseThrow();
    }

    private List<String> notes() {
        return report().notes().stream()
                .map(note -> note.kind().word() + ": " + note.text() + (note.since() == null ? "" : " " + note.since()))
                .toList();
    }

    @Nested
    class WhileItRuns {

        @Test
        void shouldWaitForTheTuner() {
            run(Configs.of(9, 2));
            assertThat(report())
                    .returns(true, ActivityReport::isTunerBusy)
                    .returns(2, ActivityReport::slots)
                    .returns(0, ActivityReport::used)
                    .returns("The tuner (Random) is thinking about its next proposals.", ActivityReport::headline);
            assertThat(notes())
                    .containsExactly("tuner: The tuner (Random) is thinking about its next proposals. " + NOW);
        }

        @Test
        void shouldTellThatAllSlotsAreInUse() {
            runTrials(Configs.ahead(0, Configs.of(9, 2)));
            assertThat(report())
                    .returns("2 trials run in 2 slots.", ActivityReport::headline)
                    .returns(2, ActivityReport::used)
                    .returns(false, ActivityReport::isTunerBusy)
                    .satisfies(report ->
                            assertThat(report.activity().lastProposalAt()).isEqualTo(NOW));
            assertThat(notes())
                    .containsExactly(
                            "slots: All 2 slots are in use. A higher trialConcurrency lets more run at a time. "
                                    + NOW.plusSeconds(1));
        }

        @Test
        void shouldTellWhoWaitsForASlotAndWhatIsQueued() {
            runTrials(Configs.ahead(1, Configs.of(9, 1)));
            fixture.whenTunerAnswers();
            fixture.when(new EnqueueTrials(X, List.of(Configuration.of(Map.of("lr", 0.02)))));
            assertThat(report()).returns(1, ActivityReport::waiting).returns(1, ActivityReport::queued);
            assertThat(notes())
                    .containsExactly(
                            "slots: The slot is in use; 1 trial waits. A higher trialConcurrency lets more run at a time. "
                                    + NOW,
                            "queue: 1 configuration waits to become trials, before the tuner is asked for more.");
        }

        @Test
        void shouldTellThatTheTunerWaitsForResults() {
            run(Configs.of(9, 2));
            fixture.whenTunerAnswers(1, Outlook.WAITING).when(new RecordAttemptStarted(attempt(0, 1), NOW));
            assertThat(notes())
                    .containsExactly("tuner: The tuner (Random) waits for results before it proposes more. " + NOW);
            // when one comes
            fixture.when(new ReportMetrics(
                    attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
            fixture.after(Duration.ofSeconds(3))
                    .when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 0, null, NOW));
            // then
            assertThat(notes())
                    .containsExactly(
                            "tuner: The tuner (Random) is thinking about its next proposals. " + NOW.plusSeconds(3));
            assertThat(report().activity().lastEndedAt()).isEqualTo(NOW.plusSeconds(3));
        }

        @Test
        void shouldTellWhatAttemptsWaitFor() {
            // given
            TrainingServiceConfig gpus = new TrainingServiceConfig("local", Map.of("trial_gpu_number", 1L));
            run(Configs.ahead(0, Configs.of(9, 6, null, AttemptPolicy.DEFAULT, gpus)));
            fixture.whenTunerAnswers().when(new RecordAttemptStarted(attempt(0, 1), NOW));
            // when
            for (int trial = 1; trial < 6; trial++) {
                waits.note(attempt(trial, 1), "a GPU: GPU 0 has trials (1)");
            }
            time.set(NOW.plusSeconds(7));
            waits.note(attempt(1, 1), "a GPU: GPU 0 has processes that are no trials (pid 7)");
            waits.forget(attempt(5, 1));
            // then
            assertThat(notes())
                    .containsExactly(
                            "gpu: Trials 1, 2, 3 and 1 more wait for a GPU: GPU 0 has processes that are no trials (pid 7)."
                                    + " Trials may share GPUs (maxTrialNumberPerGpu, useActiveGpu). " + NOW,
                            "trainingService: Trial 5 is being started (local).",
                            "slots: All 6 slots are in use. " + NOW);
            assertThat(report().headline()).isEqualTo("1 trial runs in 6 slots.");
        }

        @Test
        void shouldTellOfSilenceAndOfStops() {
            runTrials(Configs.ahead(0, Configs.of(9, 3)));
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life for 60 s (trialLease)"));
            fixture.when(new StopTrial(X, 1, StopCause.USER, "stopped on request"));
            assertThat(notes().subList(0, 2))
                    .containsExactly(
                            "trainingService: Trial 1: being stopped: stopped on request.",
                            "silent: Trial 0 keeps its slot without a sign of life (no sign of life for 60 s"
                                    + " (trialLease)). A report, or the end of the process, resolves it; a stop does, too.");
        }

        @Test
        void shouldTellOfFurtherAttempts() {
            // given
            runTrials(Configs.ahead(0, Configs.of(9, 2, null, ONE_RETRY)));
            fixture.when(new RecordTunerFailure(X, "TPE 1.0", "division by zero", ""));
            // when
            fail(0);
            // then
            assertThat(notes())
                    .endsWith(
                            "retry: Trial 0 waits for another attempt (to be tried again: exit code 1: KeyError: x).");
        }

        @Test
        void shouldTellWhoRunsTheTrials() {
            run(Configs.external(9, AttemptPolicy.DEFAULT));
            assertThat(notes())
                    .containsExactly("trainingService: Nobody launches its trials here: they wait until somebody asks"
                            + " for them (external).");
            assertThat(report()).returns(0, ActivityReport::slots);
            // when
            fixture.when(new AskTrial(X, "a", "w", null)).whenTunerAnswers();
            fixture.when(new AskTrial(X, "a", "w", null));
            // then
            assertThat(report().headline()).isEqualTo("1 trial is being evaluated elsewhere.");
        }
    }

    @Nested
    class WhileItRests {

        @Test
        void shouldTellWhatFailed() {
            runTrials(Configs.ahead(0, Configs.of(9, 1)));
            fixture.when(new RecordTunerFailure(X, "TPE 1.0", "division by zero", "at Tpe.java:7"));
            assertThat(report().headline())
                    .isEqualTo("On hold: the tuner failed: division by zero. Trials that run go on. Resume it when the"
                            + " cause is gone.");
            assertThat(notes()).containsExactly("held: " + report().headline() + " " + NOW);
        }

        @Test
        void shouldTellWhoStoppedIt() {
            runTrials(Configs.ahead(0, Configs.of(9, 1)));
            fixture.when(new StopExperiment(X, "stopped on request"));
            assertThat(report().headline())
                    .isEqualTo("Being stopped: stopped on request. It waits for 1 trial to end.");
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, NOW));
            assertThat(report().headline()).isEqualTo("Stopped. Resume it to go on.");
        }

        @Test
        void shouldTellThatItsServerEnded() {
            runTrials(Configs.ahead(0, Configs.of(9, 2)));
            fixture.when(EngineFixture.serverStart());
            assertThat(notes())
                    .containsExactly("orphaned: Its server ended while it ran. Trials 0 and 1 may still run; a resume"
                            + " finds out. Resume it to go on. " + NOW);
        }

        @Test
        void shouldTellWhichLimitItReached() {
            runTrials(Configs.of(1, 1));
            assertThat(notes().get(0))
                    .isEqualTo("limit: No more trials are begun: all 1 trials were made. Raise maxTrialNumber to have"
                            + " more.");
            fail(0);
            assertThat(report().headline())
                    .isEqualTo("Complete: all 1 trials were made. Raise maxTrialNumber to have more.");
        }

        @Test
        void shouldTellThatTheTunerIsDone() {
            run(Configs.of(9, 1));
            fixture.whenTunerAnswers(0, Outlook.EXHAUSTED);
            assertThat(notes()).containsExactly("tuner: Complete: the tuner has no more proposals. " + NOW);
        }

        @Test
        void shouldTellThatNothingRunsWhereItIsOnlyShown() {
            runTrials(Configs.of(9, 1));
            assertThat(new ActivityReporter(fixture.board(), waits, true)
                            .of(X)
                            .orElseThrow()
                            .headline())
                    .isEqualTo("Only shown here: nothing runs. 1 trial runs in 1 slot.");
        }
    }

    @Nested
    class Problems {

        private List<String> problems(ExperimentBoard board) {
            return board.activity(X).orElseThrow().problems().stream()
                    .map(problem -> problem.type() + " " + problem.trial() + " " + problem.message())
                    .toList();
        }

        @Test
        void shouldBeKnownNewestFirst() {
            // given
            runTrials(Configs.ahead(0, Configs.of(9, 2, null, ONE_RETRY)));
            // when
            fail(0);
            fixture.when(new RecordAttemptEnded(attempt(0, 2), EndCause.EXITED, 2, null, NOW));
            fixture.when(new RecordAssessorFailure(X, "Medianstop 1.0", "no median", "at Median.java:3"));
            // then
            assertThat(problems(fixture.board()))
                    .containsExactly(
                            "assessor.failed null no median",
                            "trial.ended 0 exit code 2",
                            "trial.requeued 0 to be tried again: exit code 1: KeyError: x");
        }

        @Test
        void shouldBeTheNewestTwentyAlsoAfterARestart() {
            // given
            runTrials(Configs.ahead(0, Configs.of(100, 1)));
            // when
            for (int trial = 0; trial < 30; trial++) {
                fail(trial);
                fixture.whenTunerAnswers();
            }
            fixture.when(new RecordTunerFailure(X, "TPE 1.0", "division by zero", "at Tpe.java:7"));
            // then
            List<RecordedProblem> problems =
                    fixture.board().activity(X).orElseThrow().problems();
            assertThat(problems)
                    .extracting(RecordedProblem::trial)
                    .hasSize(20)
                    .startsWith(null, 29L, 28L)
                    .endsWith(11L);
            ExperimentBoard restored = ExperimentBoard.of(fixture.board().snapshot());
            assertThat(restored.activity(X)).isEqualTo(fixture.board().activity(X));
        }

        @Test
        void shouldNotCountTheTimeThatATunerWasNotThere() {
            // given a tuner that was asked
            run(Configs.of(9, 1));
            fixture.after(Duration.ofHours(1)).when(EngineFixture.serverStart());
            assertThat(report().isTunerBusy()).isFalse();
            // when
            fixture.after(Duration.ofHours(1)).when(new ResumeExperiment(X, null));
            // then
            assertThat(report())
                    .returns(true, ActivityReport::isTunerBusy)
                    .returns(NOW.plusSeconds(7200), report -> report.activity().askedAt());
        }
    }
}
