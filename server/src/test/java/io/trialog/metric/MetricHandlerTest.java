package io.trialog.metric;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.EndCause;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.ReportResult.Status;
import io.trialog.trial.RecordAttemptEnded;
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
}
