package io.trialog.trial;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptEnded;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictsTest {

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

    private void report(MetricKind kind, double value) {
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(kind.ordinal(), kind, Map.of("default", value), null))));
    }

    private void end(EndCause cause, Integer exitCode, String message) {
        fixture.when(new RecordAttemptEnded(attempt(0, 1), cause, exitCode, message, null));
    }

    private void thenEnded(TrialState state, Double value, String reason, Failure failure) {
        assertThat(fixture.newEvents()).contains((Event) new TrialEnded(X, 0, state, value, reason, failure));
    }

    @Test
    void shouldSucceedWithAFiniteFinalMetric() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.SUCCEEDED, 0.9, null, null);
    }

    @Test
    void shouldFailWithoutFinalMetric() {
        report(MetricKind.INTERMEDIATE, 0.9);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.FAILED, null, "exited without reporting a final metric", Failure.NO_RESULT);
    }

    @Test
    void shouldQuoteTheLastLineOfATrialThatDidNotReport() {
        end(EndCause.EXITED, 0, "trialog: the final result is not reported: value: 'good'\n");
        thenEnded(
                TrialState.FAILED,
                null,
                "exited without reporting a final metric: trialog: the final result is not reported: value: 'good'",
                Failure.NO_RESULT);
    }

    @Test
    void shouldKeepTheLastWordsOfAFailureOnly() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 0, "a harmless warning\n");
        assertThat(fixture.newEvents())
                .filteredOn(event -> event instanceof AttemptEnded)
                .singleElement()
                .satisfies(event -> assertThat(((AttemptEnded) event).message()).isNull());
    }

    @Test
    void shouldFailOnNotANumber() {
        report(MetricKind.FINAL, Double.NaN);
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.FAILED, Double.NaN, "final metric is NaN (expected: a finite number)", Failure.NOT_FINITE);
    }

    @Test
    void shouldFailOnInfinity() {
        report(MetricKind.FINAL, Double.POSITIVE_INFINITY);
        end(EndCause.EXITED, 0, null);
        thenEnded(
                TrialState.FAILED,
                Double.POSITIVE_INFINITY,
                "final metric is Infinity (expected: a finite number)",
                Failure.NOT_FINITE);
    }

    @Test
    void shouldNameTheRefusedReport() {
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.refused(0, MetricKind.FINAL, "\"good\" (expected: a number)"))));
        end(EndCause.EXITED, 0, null);
        thenEnded(
                TrialState.FAILED,
                null,
                "exited without a usable final metric; a report was refused: \"good\" (expected: a number)",
                Failure.NO_RESULT);
    }

    @Test
    void shouldFailOnAnExitCodeAndQuoteTheLastLine() {
        report(MetricKind.FINAL, 0.9);
        end(EndCause.EXITED, 1, "Traceback ...\nValueError: lr\n");
        thenEnded(TrialState.FAILED, 0.9, "exit code 1: ValueError: lr", Failure.ERROR);
    }

    @Test
    void shouldEndEarlyWithTheLastIntermediateValue() {
        report(MetricKind.INTERMEDIATE, 0.3);
        fixture.when(new StopTrial(X, 0, StopCause.ASSESSOR, "below the median"));
        end(EndCause.KILLED, null, null);
        thenEnded(TrialState.EARLY_STOPPED, 0.3, "below the median", null);
    }

    @Test
    void shouldTakeAnExitOnRequestAsTheStop() {
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(EndCause.EXITED, 143, null);
        thenEnded(TrialState.USER_CANCELED, null, "enough", null);
    }

    @Test
    void shouldCountASuccessThatCameBeforeTheKill() {
        report(MetricKind.FINAL, 0.9);
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        end(EndCause.EXITED, 0, null);
        thenEnded(TrialState.SUCCEEDED, 0.9, null, null);
    }

    @Test
    void shouldCancelWhatRanTooLong() {
        end(EndCause.TIMED_OUT, null, null);
        thenEnded(TrialState.SYS_CANCELED, null, "ran longer than maxTrialDuration", Failure.TIMED_OUT);
    }

    @Test
    void shouldTryALostTrialAgainAFewTimes() {
        for (int attempt = 1; attempt < 3; attempt++) {
            fixture.when(new RecordAttemptEnded(attempt(0, attempt), EndCause.LOST, null, "gone", null));
            assertThat(fixture.newEvents()).contains((Event) new TrialRequeued(X, 0, "lost: gone", RequeueCause.LOSS));
        }
        fixture.when(new RecordAttemptEnded(attempt(0, 3), EndCause.LOST, null, "gone", null));
        thenEnded(TrialState.FAILED, null, "lost 3 times, last: gone", Failure.LOST);
    }

    @Test
    void shouldHearOfAnEndOnce() {
        end(EndCause.EXITED, 1, null);
        end(EndCause.EXITED, 0, null);
        fixture.thenEvents();
        assertThat(fixture.reply()).isEqualTo(false);
    }
}
