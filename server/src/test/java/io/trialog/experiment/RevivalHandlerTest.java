package io.trialog.experiment;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.StopCause;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.StopTrial;
import io.trialog.tuning.RecordTunerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One trial that is not tried again when it is lost; a second one keeps the experiment going where a test wants that. */
class RevivalHandlerTest {

    private static final AttemptPolicy NO_RETRIES =
            new AttemptPolicy(0, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofSeconds(60));
    private static final AttemptPolicy ONE_RETRY =
            new AttemptPolicy(0, List.of(), 1, NonFiniteMetric.FAIL, Duration.ofSeconds(60));

    private static EngineFixture running(int trials, AttemptPolicy policy) {
        return EngineFixture.running(Configs.of(trials, trials, null, policy)).whenTunerAnswers();
    }

    private static ReportMetrics report(long sequence) {
        return new ReportMetrics(attempt(0, 1), List.of(report(sequence, MetricKind.INTERMEDIATE)));
    }

    private static Report report(long sequence, MetricKind kind) {
        return Report.of(sequence, kind, Map.of("default", 0.5), null);
    }

    private static MetricReported reported(long sequence) {
        return new MetricReported(X, 0, 1, sequence, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null);
    }

    private static RecordAttemptEnded lost() {
        return new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "gone", null);
    }

    private static RecordAttemptEnded exited(int exitCode) {
        return new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, exitCode, null, null);
    }

    private static AttemptRevived revived(String reason) {
        return new AttemptRevived(X, 0, 1, reason);
    }

    private static AttemptRevived revivedByReport() {
        return revived("reported again after it was given up for lost");
    }

    private static ExperimentState state(EngineFixture fixture) {
        return fixture.board().experiment(X).orElseThrow().state();
    }

    private static TrialRow trial(EngineFixture fixture) {
        return fixture.board().trial(X, 0).orElseThrow();
    }

    /** An attempt of which nothing was heard for the time of its lease. */
    @Nested
    class Silent {

        @AutoClose
        private final EngineFixture fixture = running(2, NO_RETRIES);

        @Test
        void shouldBeRecordedOnce() {
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"))
                    .thenEvents(new AttemptSilent(X, 0, 1, "no sign of life"));
            assertThat(trial(fixture).state()).isEqualTo(TrialState.UNKNOWN);
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life")).thenEvents();
            assertThat(fixture.reply()).isEqualTo(false);
        }

        @Test
        void shouldKeepItsSlot() {
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            assertThat(fixture.board().experiment(X).orElseThrow().counts().running())
                    .isEqualTo(2);
        }

        @Test
        void shouldNotBeRecordedOfAnAttemptThatEndedOrWasNever() {
            fixture.when(exited(1));
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life")).thenEvents();
            fixture.when(new RecordSilence(attempt(0, 2), "no sign of life")).thenEvents();
            fixture.when(new RecordSilence(attempt(9, 1), "no sign of life")).thenEvents();
        }

        @Test
        void shouldRunAgainWithAReport() {
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            fixture.when(report(0)).thenEvents(revived("reported again after silence"), reported(0));
            assertThat(trial(fixture).state()).isEqualTo(TrialState.RUNNING);
            fixture.when(report(1)).thenEvents(reported(1));
        }

        @Test
        void shouldRunAgainWithASignOfLife() {
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            fixture.when(new RecordSignOfLife(attempt(0, 1)))
                    .thenEvents(revived("gave a sign of life again after silence"));
            fixture.when(new RecordSignOfLife(attempt(0, 1))).thenEvents();
            assertThat(fixture.reply()).isEqualTo(false);
        }

        @Test
        void shouldBeJudgedByItsEndLikeAnyOther() {
            fixture.when(new ReportMetrics(attempt(0, 1), List.of(report(0, MetricKind.FINAL))));
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            fixture.when(exited(0));
            assertThat(trial(fixture).state()).isEqualTo(TrialState.SUCCEEDED);
        }

        @Test
        void shouldBeStoppedOnRequest() {
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"))
                    .thenEvents(new TrialStopRequested(X, 0, 1, StopCause.USER, "enough"));
        }
    }

    /** An attempt that was given up for lost although it lives. */
    @Nested
    class Lost {

        @Test
        void shouldReopenAnExperimentThatIsDone() {
            try (EngineFixture fixture = running(1, NO_RETRIES)) {
                // given
                fixture.when(report(0)).when(lost());
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);

                // when
                fixture.when(report(1));

                // then
                fixture.thenEvents(
                        new ExperimentStateChanged(X, ExperimentState.NO_MORE_TRIAL, "trial 0 is alive after all"),
                        revivedByReport(),
                        reported(1));
                fixture.when(new ReportMetrics(attempt(0, 1), List.of(report(2, MetricKind.FINAL))))
                        .when(exited(0));
                assertThat(trial(fixture).state()).isEqualTo(TrialState.SUCCEEDED);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
            }
        }

        @Test
        void shouldRunAgainInAnExperimentThatRuns() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                fixture.when(lost());
                assertThat(trial(fixture).state()).isEqualTo(TrialState.FAILED);
                fixture.when(report(0)).thenEvents(revivedByReport(), reported(0));
                assertThat(trial(fixture))
                        .returns(TrialState.RUNNING, TrialRow::state)
                        .returns(null, TrialRow::failure)
                        .returns(null, TrialRow::endedAt);
            }
        }

        @Test
        void shouldRunAgainWithAReportThatIsRecordedAlready() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                fixture.when(report(0)).when(lost());
                fixture.when(report(0)).thenEvents(revivedByReport());
                fixture.when(report(0)).thenEvents();
            }
        }

        @Test
        void shouldRunAgainWithAHeartbeat() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                fixture.when(lost());
                fixture.when(new RecordSignOfLife(attempt(0, 1)))
                        .thenEvents(revived("gave a sign of life again after it was given up for lost"));
            }
        }

        @Test
        void shouldNotComeToLifeByWhatItLeftBehind() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                fixture.when(lost());
                fixture.when(ReportMetrics.leftBehind(attempt(0, 1), List.of(report(0, MetricKind.INTERMEDIATE))))
                        .thenEvents(reported(0));
                assertThat(trial(fixture).state()).isEqualTo(TrialState.FAILED);
            }
        }

        @Test
        void shouldNotCountTheLossOfAnAttemptThatLives() {
            try (EngineFixture fixture = running(2, ONE_RETRY)) {
                // given a trial that waits for another attempt, because its experiment is on hold
                fixture.when(new RecordTunerFailure(X, "p", "m", "s"));
                fixture.when(lost());
                assertThat(trial(fixture).state()).isEqualTo(TrialState.WAITING);

                // when
                fixture.when(report(0)).thenEvents(revivedByReport(), reported(0));
                assertThat(state(fixture)).isEqualTo(ExperimentState.PAUSED);

                // then the one retry is still there
                fixture.when(lost());
                assertThat(trial(fixture).state()).isEqualTo(TrialState.WAITING);
                fixture.when(new ResumeExperiment(X, null));
                assertThat(fixture.newEvents()).contains(new AttemptScheduled(X, 0, 2));
            }
        }

        @Test
        void shouldStayDeadWhenANewerAttemptRuns() {
            try (EngineFixture fixture = running(2, ONE_RETRY)) {
                fixture.when(lost());
                assertThat(fixture.newEvents()).contains(new AttemptScheduled(X, 0, 2));
                fixture.when(report(0)).thenEvents(reported(0));
                fixture.when(new RecordSignOfLife(attempt(0, 1))).thenEvents();
                assertThat(trial(fixture).attempt()).isEqualTo(2);
            }
        }

        @Test
        void shouldStayDeadWhenSomebodyCancelledTheTrialSince() {
            try (EngineFixture fixture = running(2, ONE_RETRY)) {
                fixture.when(new RecordTunerFailure(X, "p", "m", "s")).when(lost());
                fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
                fixture.when(report(0)).thenEvents(reported(0));
                assertThat(trial(fixture).state()).isEqualTo(TrialState.USER_CANCELED);
            }
        }

        @Test
        void shouldRunAgainInAnExperimentThatIsStopped() {
            try (EngineFixture fixture = running(1, NO_RETRIES)) {
                // given a server that ended while the trial ran, and a next one that gave it up for lost
                fixture.when(lost());
                fixture.when(new RetryTrials(X, List.of()));
                fixture.when(new RecordAttemptEnded(attempt(0, 2), EndCause.LOST, null, "gone", null));
                fixture.when(new RetryTrials(X, List.of())).when(new StopExperiment(X, "enough"));
                fixture.when(new RecordAttemptEnded(attempt(0, 3), EndCause.LOST, null, "gone", null));
                assertThat(state(fixture)).isEqualTo(ExperimentState.STOPPED);

                // when
                fixture.when(new RecordSignOfLife(attempt(0, 3)));

                // then a resume finds it running, and a stop can end it
                assertThat(state(fixture)).isEqualTo(ExperimentState.STOPPED);
                assertThat(trial(fixture).state()).isEqualTo(TrialState.RUNNING);
                fixture.when(new StopExperiment(X, "really"));
                assertThat(fixture.newEvents())
                        .contains(new TrialStopRequested(X, 0, 3, StopCause.EXPERIMENT, "really"));
            }
        }

        @Test
        void shouldBeStoppedInAnExperimentThatIsBeingStopped() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                fixture.when(lost()).when(new StopExperiment(X, "enough"));
                fixture.when(report(0))
                        .thenEvents(
                                revivedByReport(),
                                new TrialStopRequested(
                                        X, 0, 1, StopCause.EXPERIMENT, "the experiment is being stopped"),
                                reported(0));
                fixture.when(new RecordAttemptEnded(attempt(1, 1), EndCause.KILLED, null, null, null));
                assertThat(state(fixture)).isEqualTo(ExperimentState.STOPPING);
                fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.KILLED, null, null, null));
                assertThat(state(fixture)).isEqualTo(ExperimentState.STOPPED);
                assertThat(trial(fixture).state()).isEqualTo(TrialState.WAITING);
            }
        }

        @Test
        void shouldComeToLifeAtMostOnceForEachSign() {
            try (EngineFixture fixture = running(2, NO_RETRIES)) {
                // given an attempt that reports and then is found dead, with what it left behind, again and again
                List<Report> behind = List.of(report(0, MetricKind.INTERMEDIATE), report(1, MetricKind.INTERMEDIATE));
                fixture.when(ReportMetrics.leftBehind(attempt(0, 1), behind)).when(lost());
                fixture.when(report(0));
                long before = count(fixture, AttemptRevived.class);

                // when its end is told several times over
                for (int i = 0; i < 10; i++) {
                    fixture.when(ReportMetrics.leftBehind(attempt(0, 1), behind))
                            .when(lost());
                }

                // then
                assertThat(before).isEqualTo(1);
                assertThat(count(fixture, AttemptRevived.class)).isEqualTo(1);
                assertThat(trial(fixture).state()).isEqualTo(TrialState.FAILED);
            }
        }

        private static long count(EngineFixture fixture, Class<? extends Event> type) {
            return fixture.events(1).stream()
                    .filter(recorded -> type.isInstance(recorded.event()))
                    .count();
        }
    }
}
