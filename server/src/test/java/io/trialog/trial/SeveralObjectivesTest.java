package io.trialog.trial;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.Failure;
import io.trialog.event.MetricKind;
import io.trialog.event.ResultImported;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.experiment.ImportResults;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.scheduling.AskTrial;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An experiment that wants a high {@code acc} and a low {@code size}: results, the front, and what is refused. */
class SeveralObjectivesTest {

    private EngineFixture fixture;

    @BeforeEach
    void start() {
        fixture = EngineFixture.running(Configs.optimizingSeveral(9, 5));
        fixture.whenTunerAnswers();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void ends(long trial, Map<String, Double> values) {
        fixture.when(new ReportMetrics(attempt(trial, 1), List.of(Report.of(0, MetricKind.FINAL, values, null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, null));
    }

    @Test
    void shouldRecordAllOfThemWithTheFirstAsTheValue() {
        // when
        ends(0, Map.of("acc", 0.5, "size", 3.0, "other", 9.0));

        // then
        Map<String, Double> both = Map.of("acc", 0.5, "size", 3.0);
        assertThat(fixture.newEvents())
                .contains((Event) new TrialEnded(X, 0, TrialState.SUCCEEDED, 0.5, null, null, both));
        assertThat(row(0).value()).isEqualTo(0.5);
        assertThat(row(0).objectives()).isEqualTo(both);
        assertThat(fixture.board().experiment(X).orElseThrow().best().objectives())
                .isEqualTo(both);
    }

    @Test
    void shouldFailATrialWhoseReportLacksOne() {
        ends(0, Map.of("acc", 0.5, "default", 3.0));
        assertThat(row(0).state()).isEqualTo(TrialState.FAILED);
        assertThat(row(0).reason())
                .startsWith("exited without a usable final metric: value.size: missing (reported: ")
                .contains("acc", "default");
        assertThat(row(0).failure()).isEqualTo(Failure.NO_RESULT);
        assertThat(row(0).objectives()).isEmpty();
    }

    @Test
    void shouldTakeALaterReportThatHasAll() {
        fixture.when(
                new ReportMetrics(attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("acc", 0.1), null))));
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(1, MetricKind.FINAL, Map.of("acc", 0.2, "size", 1.0), null))));
        fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 0, null, null));
        assertThat(row(0).objectives()).isEqualTo(Map.of("acc", 0.2, "size", 1.0));
    }

    @Test
    void shouldNameTheOneThatIsNotFinite() {
        ends(0, Map.of("acc", 0.5, "size", Double.NaN));
        assertThat(row(0).state()).isEqualTo(TrialState.FAILED);
        assertThat(row(0).reason()).isEqualTo("final metric size is NaN (expected: a finite number)");
        assertThat(front(fixture.board())).isEmpty();
    }

    @Test
    void shouldShowTheFront() {
        ends(0, Map.of("acc", 0.5, "size", 3.0));
        ends(1, Map.of("acc", 0.9, "size", 8.0));
        ends(2, Map.of("acc", 0.4, "size", 4.0)); // behind 0
        ends(3, Map.of("acc", 0.9, "size", 8.0)); // as good as 1
        ends(4, Map.of("acc", 0.1, "size", 1.0));
        assertThat(front(fixture.board())).containsExactly(1L, 3L, 0L, 4L);
        assertThat(front(ExperimentBoard.of(fixture.board().snapshot()))).containsExactly(1L, 3L, 0L, 4L);
    }

    @Test
    void shouldRefuseToBeToldLess() {
        fixture.close();
        fixture = EngineFixture.running(Configs.severalExternal());
        AskTrial ask = new AskTrial(X, "ask-1", null, null);
        fixture.when(ask);
        fixture.whenTunerAnswers();
        fixture.when(ask);
        fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("acc", 1.0), null)))
                .thenRejected(ErrorCode.REQUEST_MALFORMED);
        assertThat(fixture.rejection().details()).extracting(Problem::path).containsExactly("value.size");
        fixture.when(new TellTrial(attempt(0, 1), new Told.Result(Map.of("acc", 1.0, "size", 2.0), null)));
        assertThat(row(0).objectives()).isEqualTo(Map.of("acc", 1.0, "size", 2.0));
    }

    @Test
    void shouldTakeResultsFromElsewhereThatHaveAll() {
        Configuration configuration = Configuration.of(Map.of("lr", 0.02));
        Map<String, Double> both = Map.of("acc", 0.25, "size", 2.0);
        fixture.when(new ImportResults(X, List.of(new ImportResults.Result(configuration, both))));
        assertThat(fixture.newEvents()).contains((Event) new ResultImported(X, Map.of("lr", 0.02), 0.25, both, null));

        fixture.when(new ImportResults(X, List.of(new ImportResults.Result(configuration, 5))))
                .thenRejected(ErrorCode.CONFIG_INVALID);
        assertThat(fixture.rejection().details())
                .extracting(Problem::toString)
                .containsExactly(
                        "results[0].value.acc: missing (expected: a finite number; given: default)",
                        "results[0].value.size: missing (expected: a finite number; given: default)");
    }

    private TrialRow row(long number) {
        return fixture.board().trial(X, number).orElseThrow();
    }

    private static List<Long> front(ExperimentBoard board) {
        return board.trials(X, new TrialQuery(Set.of(), TrialQuery.Sort.PARETO, 0, 10)).trials().stream()
                .map(TrialRow::number)
                .toList();
    }
}
