package io.trialog.experiment;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialProposed;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.trial.RecordAttemptEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContributionHandlerTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");

    private static EnqueueTrials enqueue(double... rates) {
        return new EnqueueTrials(
                X,
                DoubleStream.of(rates)
                        .mapToObj(rate -> Configuration.of(Map.of("lr", rate)))
                        .toList());
    }

    private static TrialProposed queued(long number, double rate) {
        return TrialProposed.queued(X, number, Map.of("lr", rate));
    }

    private static void succeed(EngineFixture fixture, long trial) {
        fixture.when(new ReportMetrics(
                attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    private static ExperimentState state(EngineFixture fixture) {
        return fixture.board().experiment(X).orElseThrow().state();
    }

    @Nested
    class Queue {

        @Test
        void shouldBecomeTrialsInOrderBeforeTheTunerIsAsked() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.whenTunerAnswers();
                fixture.when(enqueue(0.02, 0.03))
                        .thenEvents(new TrialEnqueued(X, Map.of("lr", 0.02)), new TrialEnqueued(X, Map.of("lr", 0.03)));
                assertThat(fixture.reply()).isEqualTo(2);
                assertThat(fixture.board().queue(X))
                        .extracting(trial -> trial.configuration().get("lr"))
                        .containsExactly(0.02, 0.03);
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).endsWith(queued(1, 0.02), new AttemptScheduled(X, 1, 1));
                succeed(fixture, 1);
                assertThat(fixture.newEvents()).endsWith(queued(2, 0.03), new AttemptScheduled(X, 2, 1));
                assertThat(fixture.board().experiment(X).orElseThrow().queued()).isZero();
                assertThat(fixture.board().trial(X, 2).orElseThrow().isQueued()).isTrue();
                succeed(fixture, 2);
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 3, 1));
            }
        }

        @Test
        void shouldWaitForAnOpenRequestAndCountFromWhatIsThere() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
                fixture.when(enqueue(0.02)).thenEvents(new TrialEnqueued(X, Map.of("lr", 0.02)));
                fixture.whenTunerAnswers(1, Outlook.MORE);
                assertThat(fixture.newEvents())
                        .contains(new TrialProposed(X, 0, Map.of("lr", 0.01), null))
                        .endsWith(queued(1, 0.02), new AttemptScheduled(X, 1, 1));
            }
        }

        @Test
        void shouldTakeRoomOfTheLimit() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(4, 2))) {
                fixture.when(enqueue(0.02, 0.03, 0.04)).thenRejected(ErrorCode.EXPERIMENT_STATE);
                assertThat(fixture.rejection().message())
                        .isEqualTo("experiment x has room for 2 more trials, not for 3: maxTrialNumber is 4, and there"
                                + " are 0 trials, 2 that the tuner is being asked for");
                fixture.when(enqueue(0.02));
                fixture.when(new UpdateExperiment(X, LimitChanges.trials(2))).thenRejected(ErrorCode.EXPERIMENT_STATE);
                assertThat(fixture.rejection().message())
                        .isEqualTo("maxTrialNumber: 2 (expected: >= 3: there are 0 trials, 2 that the tuner is being"
                                + " asked for, 1 in the queue)");
                fixture.when(new UpdateExperiment(X, LimitChanges.trials(3)));
                fixture.whenTunerAnswers();
                assertThat(state(fixture)).isEqualTo(ExperimentState.RUNNING);
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).contains(queued(2, 0.02));
                assertThat(state(fixture)).isEqualTo(ExperimentState.NO_MORE_TRIAL);
            }
        }

        @Test
        void shouldTellAllThatDoesNotFitAndTakeNothing() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.when(enqueue(0.02, 7, -1)).thenRejected(ErrorCode.CONFIG_INVALID);
                assertThat(fixture.rejection().details())
                        .extracting(Problem::path)
                        .containsExactly("configurations[1].lr", "configurations[2].lr");
            }
        }

        @Test
        void shouldContinueACompleteExperimentThatHasRoom() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.whenTunerAnswers(0, Outlook.EXHAUSTED);
                fixture.when(enqueue(0.02));
                assertThat(fixture.newEvents()).contains(queued(0, 0.02));
                succeed(fixture, 0);
                fixture.whenTunerAnswers(0, Outlook.EXHAUSTED);
                assertThat(state(fixture)).isEqualTo(ExperimentState.DONE);
            }
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1, Duration.ofMinutes(1)))) {
                fixture.after(Duration.ofMinutes(2)).when(enqueue(0.02)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            }
        }

        @Test
        void shouldWaitWhileTheExperimentIsStoppedAndSurviveARestart() {
            InMemoryEventLog log = new InMemoryEventLog();
            try (EngineFixture fixture = new EngineFixture(log, 64)) {
                fixture.when(new CreateExperiment(X, Configs.of(9, 1))).whenTunerAnswers(0, Outlook.WAITING);
                assertThat(state(fixture)).isEqualTo(ExperimentState.PAUSED);
                fixture.when(enqueue(0.02, 0.03));
                assertThat(fixture.newEvents()).hasSize(2);
            }
            try (EngineFixture fixture = new EngineFixture(log, 64)) {
                fixture.when(EngineFixture.serverStart()).when(new ResumeExperiment(X, null));
                assertThat(fixture.newEvents()).contains(queued(0, 0.02));
            }
        }

        @Test
        void shouldDropWhatDoesNotFitAnotherSearchSpace() {
            SearchSpace space = SearchSpace.of(new Parameter("lr", new Uniform(0, 0.025)));
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.whenTunerAnswers();
                fixture.when(enqueue(0.03, 0.02));
                long dropped = fixture.board().queue(X).get(0).position();
                fixture.when(new UpdateExperiment(X, LimitChanges.NONE, space));
                assertThat(fixture.newEvents())
                        .hasSize(2)
                        .contains(new SearchSpaceChanged(X, new LinkedHashMap<>(space.asMap())))
                        .last()
                        .isInstanceOfSatisfying(TrialDequeued.class, event -> {
                            assertThat(event.enqueued()).isEqualTo(dropped);
                            assertThat(event.reason()).startsWith("does not fit the search space any more: lr: 0.03");
                        });
                succeed(fixture, 0);
                assertThat(fixture.newEvents()).contains(queued(1, 0.02));
            }
        }
    }

    @Nested
    class Import {

        @Test
        void shouldRecordResultsThatAreNoTrials() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
                fixture.when(new ImportResults(
                                X,
                                List.of(
                                        new ImportResults.Result(Configuration.of(Map.of("lr", 0.02)), 5),
                                        new ImportResults.Result(Configuration.of(Map.of("lr", 0.03)), 6))))
                        .thenEvents(
                                new ResultImported(X, Map.of("lr", 0.02), 5),
                                new ResultImported(X, Map.of("lr", 0.03), 6));
                assertThat(fixture.reply()).isEqualTo(2);
                assertThat(fixture.board().experiment(X).orElseThrow().imported())
                        .isEqualTo(2);
                assertThat(fixture.board().experiment(X).orElseThrow().best()).isNull();
                assertThat(fixture.board().experiment(X).orElseThrow().counts().total())
                        .isZero();
            }
        }

        @Test
        void shouldRecordTheBudgetBesideTheConfiguration() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
                fixture.when(new ImportResults(
                                X,
                                List.of(
                                        new ImportResults.Result(received(0.02, 9L), 5),
                                        new ImportResults.Result(received(0.03, 0.5), 6))))
                        .thenEvents(
                                new ResultImported(X, Map.of("lr", 0.02), 5, null, 9.0),
                                new ResultImported(X, Map.of("lr", 0.03), 6, null, 0.5));
            }
        }

        @Test
        void shouldRefuseABudgetThatIsNone() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1))) {
                fixture.when(new ImportResults(
                                X,
                                List.of(
                                        new ImportResults.Result(received(0.02, "much"), 5),
                                        new ImportResults.Result(received(0.03, 0), 6))))
                        .thenRejected(ErrorCode.CONFIG_INVALID);
                assertThat(fixture.rejection().details())
                        .extracting(Problem::toString)
                        .containsExactly(
                                "results[0].configuration.TRIAL_BUDGET: much (expected: a finite number, > 0)",
                                "results[1].configuration.TRIAL_BUDGET: 0 (expected: a finite number, > 0)");
            }
        }

        private static Configuration received(double rate, Object budget) {
            return Configuration.of(Map.of("lr", rate, "TRIAL_BUDGET", budget));
        }

        @Test
        void shouldAskATunerAgainThatWaitsForResults() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 2))) {
                fixture.whenTunerAnswers(1, Outlook.WAITING);
                fixture.when(new ImportResults(
                        X, List.of(new ImportResults.Result(Configuration.of(Map.of("lr", 0.02)), 5))));
                assertThat(fixture.newEvents()).last().isEqualTo(new SuggestionsRequested(X, 1, 1));
            }
        }

        @Test
        void shouldTellAllProblemsAndTakeNothing() {
            try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
                fixture.when(new ImportResults(
                                X,
                                List.of(
                                        new ImportResults.Result(Configuration.of(Map.of("lr", 7)), 5),
                                        new ImportResults.Result(Configuration.of(Map.of("lr", 0.02)), 5),
                                        new ImportResults.Result(Configuration.of(Map.of("lr", 0.03)), Double.NaN))))
                        .thenRejected(ErrorCode.CONFIG_INVALID);
                assertThat(fixture.rejection().details())
                        .extracting(Problem::path)
                        .containsExactly("results[0].configuration.lr", "results[2].value");
            }
        }
    }
}
