package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.CommandSender;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.EndCause;
import io.trialog.event.MetricKind;
import io.trialog.event.StopCause;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryTransports;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.StopTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of one attempt whose reports are in a topic. */
class AwaitedReportsTest {

    private static final AttemptOutcome WELL = AttemptOutcome.exited(0);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final InMemoryTransports transports = new InMemoryTransports();
    private final List<Runnable> later = new ArrayList<>();
    private final EngineFixture fixture = EngineFixture.running(Configs.overKafka(Configs.of(9, 1)));
    private final AwaitedReports awaited = awaited(Configs.overKafka(Configs.of(9, 1)));

    AwaitedReportsTest() {
        fixture.whenTunerAnswers();
    }

    @AfterEach
    void stop() {
        fixture.close();
        timer.shutdownNow();
    }

    private AwaitedReports awaited(ExperimentConfig config) {
        return new AwaitedReports(
                X,
                config.transport(),
                transports,
                fixture.board(),
                new CommandSender(fixture.engine(), timer),
                later::add);
    }

    private void send(long sequence, MetricKind kind) {
        Report report = Report.of(sequence, kind, Map.of("default", 0.5), null);
        transports.send(new ReportMetrics(attempt(0, 1), List.of(report)));
    }

    private TrialRow trial() {
        return fixture.board().trial(X, 0).orElseThrow();
    }

    /** A while passes, and what was sent meanwhile is recorded. */
    private void afterAWhile() {
        List.copyOf(later).forEach(Runnable::run);
        later.clear();
        fixture.when(new RecordAttemptEnded(attempt(7, 1), EndCause.EXITED, 0, null, null)); // of nobody
    }

    @Test
    void shouldWaitForAllThatTheTopicHolds() {
        // given
        send(0, MetricKind.INTERMEDIATE);
        send(1, MetricKind.FINAL);

        // when
        CompletableFuture<Void> end = awaited.before(attempt(0, 1), WELL);

        // then
        assertThat(end).isNotDone();
        transports.read(fixture::when);
        assertThat(end).isNotDone();
        transports.read(fixture::when);
        assertThat(end).isCompleted();
        assertThat(trial().value()).isEqualTo(0.5);
        afterAWhile();
        assertThat(fixture.events(1)).noneMatch(recorded -> recorded.event() instanceof AttemptAwaited);
    }

    @Test
    void shouldNotWaitWhereNothingIsOnItsWay() {
        assertThat(awaited.before(attempt(0, 1), WELL)).isCompleted();
    }

    @Test
    void shouldNotWaitForAnAttemptThatIsJudgedWithoutAFinalReport() {
        send(0, MetricKind.FINAL);
        assertThat(awaited.before(attempt(0, 1), AttemptOutcome.exited(1))).isCompleted();
        assertThat(awaited.before(attempt(0, 1), AttemptOutcome.killed())).isCompleted();
        assertThat(awaited.before(attempt(0, 1), AttemptOutcome.lost("gone"))).isCompleted();
        assertThat(awaited(Configs.of(9, 1)).before(attempt(0, 1), WELL))
                .as("over HTTP")
                .isCompleted();
        assertThat(awaited.before(attempt(0, 2), WELL))
                .as("not the newest attempt")
                .isCompleted();
    }

    @Test
    void shouldNotWaitWhenTheFinalReportIsThere() {
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        send(0, MetricKind.FINAL);
        assertThat(awaited.before(attempt(0, 1), WELL)).isCompleted();
    }

    @Test
    void shouldSayWhatItWaitsForOnce() {
        // given a broker that is away
        send(0, MetricKind.FINAL);
        CompletableFuture<Void> end = awaited.before(attempt(0, 1), WELL);

        // when
        afterAWhile();

        // then
        String reason =
                "exited with code 0; waiting for its reports in Kafka's topic trialog-reports at localhost:9092";
        assertThat(fixture.lastOf(AttemptAwaited.class).event()).isEqualTo(new AttemptAwaited(X, 0, 1, reason));
        assertThat(trial().state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial().reason()).isEqualTo(reason);

        // and a restart finds it waiting
        assertThat(awaited(Configs.overKafka(Configs.of(9, 1))).before(attempt(0, 1), WELL))
                .isNotDone();
        afterAWhile();
        assertThat(fixture.events(1))
                .filteredOn(recorded -> recorded.event() instanceof AttemptAwaited)
                .hasSize(1);

        // until it is back
        transports.read(fixture::when);
        assertThat(end).isCompleted();
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 0, null, null));
        assertThat(trial().state()).isEqualTo(TrialState.SUCCEEDED);
        assertThat(trial().reason()).isNull();
    }

    @Test
    void shouldWaitOnceForWhatIsToldTwice() {
        send(0, MetricKind.FINAL);
        CompletableFuture<Void> first = awaited.before(attempt(0, 1), WELL);
        CompletableFuture<Void> second = awaited.before(attempt(0, 1), WELL);
        assertThat(transports.waiting()).isEqualTo(1);
        awaited.release(attempt(0, 1));
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void shouldGiveUpWaitingWhenItIsReleased() {
        send(0, MetricKind.FINAL);
        CompletableFuture<Void> end = awaited.before(attempt(0, 1), WELL);
        awaited.release(attempt(0, 1));
        assertThat(end).isCompleted();
        assertThat(transports.waiting()).isZero();
        afterAWhile();
        assertThat(trial().reason()).isNull();
    }

    @Test
    void shouldNotWaitForATrialThatSomebodyWantsStopped() {
        send(0, MetricKind.FINAL);
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        assertThat(awaited.before(attempt(0, 1), WELL)).isCompleted();
    }
}
