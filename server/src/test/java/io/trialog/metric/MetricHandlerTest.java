package io.trialog.metric;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.event.AttemptRevived;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import io.trialog.event.ReportsConsumed;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.ReportResult.Status;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptEnded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricHandlerTest {

    private EngineFixture fixture;

    @BeforeEach
    void startTrial() {
        fixture = EngineFixture.running(Configs.of(9, 1));
        fixture.whenTunerAnswers();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Report value(long sequence, double value) {
        return Report.of(sequence, MetricKind.INTERMEDIATE, Map.of("default", value), null);
    }

    private static MetricReported recorded(long sequence, double value) {
        return new MetricReported(X, 0, 1, sequence, MetricKind.INTERMEDIATE, Map.of("default", value), null);
    }

    private List<Status> statuses() {
        return ((List<?>) fixture.reply())
                .stream().map(result -> ((ReportResult) result).status()).toList();
    }

    @Test
    void shouldCountEveryReportOnce() {
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1), value(1, 0.2))))
                .thenEvents(recorded(0, 0.1), recorded(1, 0.2));
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(1, 0.2), value(2, 0.3), value(2, 0.3))))
                .thenEvents(recorded(2, 0.3));
        assertThat(statuses()).containsExactly(Status.DUPLICATE, Status.ACCEPTED, Status.DUPLICATE);
    }

    @Test
    void shouldTakeReportsOutOfOrder() {
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(5, 0.5))));
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1), value(5, 0.5), value(1, 0.2))));
        assertThat(statuses()).containsExactly(Status.ACCEPTED, Status.DUPLICATE, Status.ACCEPTED);
    }

    @Test
    void shouldTakeReportsAfterTheEnd() {
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, null));
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1)))).thenEvents(recorded(0, 0.1));
    }

    @Test
    void shouldRecordTheFirstRefusalsAndKeepTheGoodReports() {
        fixture.when(new ReportMetrics(
                        attempt(0, 1), List.of(Report.refused(0, MetricKind.FINAL, "text"), value(1, 0.2))))
                .thenEvents(new ReportRefused(X, 0, 1, 0, "text"), recorded(1, 0.2));
        for (int sequence = 2; sequence < 20; sequence++) {
            fixture.when(new ReportMetrics(attempt(0, 1), List.of(Report.refused(sequence, MetricKind.FINAL, "text"))));
            assertThat(statuses()).containsExactly(Status.REFUSED);
        }
        assertThat(fixture.events(1))
                .filteredOn(event -> event.event() instanceof ReportRefused)
                .hasSize(MetricHandler.MAX_RECORDED_REFUSALS);
    }

    @Test
    void shouldNotCallARefusalThatIsNotRecordedADuplicate() {
        for (int sequence = 0; sequence < MetricHandler.MAX_RECORDED_REFUSALS; sequence++) {
            fixture.when(new ReportMetrics(attempt(0, 1), List.of(Report.refused(sequence, MetricKind.FINAL, "text"))));
        }
        Report refused = Report.refused(9, MetricKind.FINAL, "text");
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(refused, value(9, 0.9), value(9, 0.9))))
                .thenEvents(recorded(9, 0.9));
        assertThat(statuses()).containsExactly(Status.REFUSED, Status.ACCEPTED, Status.DUPLICATE);
    }

    @Test
    void shouldRefuseUnknownAttempts() {
        fixture.when(new ReportMetrics(attempt(0, 2), List.of(value(0, 1)))).thenRejected(ErrorCode.ATTEMPT_UNKNOWN);
        fixture.when(new ReportMetrics(attempt(7, 1), List.of(value(0, 1)))).thenRejected(ErrorCode.ATTEMPT_UNKNOWN);
    }

    private static ConsumeReports consume(Map<Integer, Long> next, ReportMetrics... reports) {
        return new ConsumeReports("topic@id", next, List.of(reports));
    }

    @Test
    void shouldRecordReportsOfATopicWithTheOffsetsBehindThem() {
        fixture.when(consume(
                        Map.of(3, 18L, 0, 7L),
                        new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1))),
                        new ReportMetrics(attempt(7, 1), List.of(value(0, 0.1)))))
                .thenEvents(recorded(0, 0.1), new ReportsConsumed("topic@id", Map.of(0, 7L, 3, 18L)));
        List<?> outcomes = (List<?>) fixture.reply();
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        unknown -> assertThat(unknown.rejection().code()).isEqualTo(ErrorCode.ATTEMPT_UNKNOWN));
    }

    @Test
    void shouldRecordNothingWhenATopicIsReadAgain() {
        ConsumeReports read = consume(Map.of(0, 7L), new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1))));
        fixture.when(read).when(read).thenEvents();
        fixture.when(consume(Map.of(0, 5L, 1, 0L))).thenEvents(new ReportsConsumed("topic@id", Map.of(1, 0L)));
        assertThat(fixture.core().snapshot().filter(line -> line.entity().equals("consumed")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.object("next")).containsEntry("0", 7L).containsEntry("1", 0L));
    }

    @Test
    void shouldCountAReportOnceWhicheverWayItComes() {
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1))));
        fixture.when(consume(Map.of(0, 1L), new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1), value(1, 0.2)))))
                .thenEvents(recorded(1, 0.2), new ReportsConsumed("topic@id", Map.of(0, 1L)));
        fixture.when(new ReportMetrics(attempt(0, 1), List.of(value(1, 0.2)))).thenEvents();
    }

    @Test
    void shouldOpenAnExperimentOnceForAllThatLive() {
        // given two trials that were lost, and nothing left to do
        fixture.close();
        AttemptPolicy noRetries = new AttemptPolicy(0, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofSeconds(60));
        fixture = EngineFixture.running(Configs.of(2, 2, null, noRetries));
        fixture.whenTunerAnswers();
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, null, null));
        fixture.when(new RecordAttemptEnded(attempt(1, 1), EndCause.LOST, null, null, null));
        assertThat(fixture.board().experiment(X).orElseThrow().state()).isEqualTo(ExperimentState.DONE);

        // when
        fixture.when(consume(
                Map.of(0, 2L),
                new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1))),
                new ReportMetrics(attempt(1, 1), List.of(value(0, 0.2)))));

        // then
        assertThat(fixture.newEvents())
                .filteredOn(ExperimentStateChanged.class::isInstance)
                .hasSize(1);
        assertThat(fixture.newEvents())
                .filteredOn(AttemptRevived.class::isInstance)
                .hasSize(2);
    }

    @Test
    void shouldTakeTheReportsOfAnAttemptTogetherOnly() {
        ReportMetrics some = new ReportMetrics(attempt(0, 1), List.of(value(0, 0.1)));
        assertThatThrownBy(() -> consume(Map.of(0, 1L), some, some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reports: x-0/1 twice (expected: once)");
        assertThatThrownBy(() -> consume(Map.of())).hasMessage("next: none (expected: a partition that was read)");
        assertThatThrownBy(() -> consume(Map.of(0, -1L))).hasMessage("next: 0=-1 (expected: >= 0)");
    }
}
