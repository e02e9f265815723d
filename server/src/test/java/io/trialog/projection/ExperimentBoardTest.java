package io.trialog.projection;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.EndCause;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialState;
import io.trialog.experiment.RecordSignOfLife;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.RecordSilence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExperimentBoardTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant END = Instant.parse("2026-11-24T09:05:00Z");

    private static void finish(EngineFixture fixture, long trial, double value) {
        fixture.when(new RecordAttemptStarted(attempt(trial, 1), START));
        fixture.when(new ReportMetrics(
                attempt(trial, 1),
                List.of(
                        Report.of(0, MetricKind.INTERMEDIATE, Map.of("default", value / 2), null),
                        Report.of(1, MetricKind.FINAL, Map.of("default", value), null))));
        fixture.when(new RecordAttemptEnded(attempt(trial, 1), EndCause.EXITED, 0, null, END));
    }

    private static TrialPage page(EngineFixture fixture, TrialQuery query) {
        return fixture.board().trials(X, query);
    }

    @Test
    void shouldShowAnAttemptsOwnTimesAlsoWhenTheServerHeardOfItsEndLater() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            // given
            fixture.whenTunerAnswers().after(Duration.ofHours(3));
            // when
            finish(fixture, 0, 0.8);
            // then
            TrialRow row = fixture.board().trial(X, 0).orElseThrow();
            assertThat(row.startedAt()).isEqualTo(START);
            assertThat(row.endedAt()).isEqualTo(END);
            assertThat(row.value()).isEqualTo(0.8);
            assertThat(row.latest()).isEqualTo(0.4);
            assertThat(row.reportCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotTakeALateReportForOneOfTheNewestAttempt() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            // given
            fixture.whenTunerAnswers();
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "gone", END));
            // when
            fixture.when(new ReportMetrics(
                    attempt(0, 1),
                    List.of(
                            Report.of(0, MetricKind.INTERMEDIATE, Map.of("default", 0.1), null),
                            Report.of(1, MetricKind.FINAL, Map.of("default", 0.2), null))));
            // then
            assertThat(fixture.board().trial(X, 0).orElseThrow())
                    .returns(2, TrialRow::attempt)
                    .returns(2L, TrialRow::reportCount)
                    .returns(null, TrialRow::latest)
                    .returns(null, TrialRow::value);
        }
    }

    @Test
    void shouldShowSilenceAndRevival() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            fixture.when(new RecordSilence(attempt(0, 1), "no sign of life"));
            assertThat(fixture.board().trial(X, 0).orElseThrow())
                    .returns(TrialState.UNKNOWN, TrialRow::state)
                    .returns("no sign of life", TrialRow::reason);
            fixture.when(new RecordSignOfLife(attempt(0, 1)));
            assertThat(fixture.board().trial(X, 0).orElseThrow())
                    .returns(TrialState.RUNNING, TrialRow::state)
                    .returns("gave a sign of life again after silence", TrialRow::reason);
            assertThat(fixture.board().experiment(X).orElseThrow().counts().running())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRankTrialsAndCountThem() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 3))) {
            fixture.whenTunerAnswers();
            finish(fixture, 1, 0.7);
            finish(fixture, 0, 0.9);
            finish(fixture, 2, Double.NaN);
            assertThat(page(fixture, new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, 10))
                            .trials())
                    .extracting(TrialRow::number)
                    .containsExactly(0L, 1L);
            assertThat(page(fixture, new TrialQuery(Set.of(TrialState.FAILED), TrialQuery.Sort.NUMBER, 0, 10))
                            .trials())
                    .extracting(TrialRow::number)
                    .containsExactly(2L);
            ExperimentSummary summary = fixture.board().experiment(X).orElseThrow();
            assertThat(summary.counts()).isEqualTo(new TrialCounts(3, 0, 0, 2, 1, 0, 0));
            assertThat(summary.best()).isEqualTo(new BestTrial(0, 0.9, Map.of(), Map.of("lr", 0.01)));
        }
    }

    @Test
    void shouldPage() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 5))) {
            fixture.whenTunerAnswers();
            TrialPage page = page(fixture, new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER_DESCENDING, 1, 2));
            assertThat(page.total()).isEqualTo(5);
            assertThat(page.trials()).extracting(TrialRow::number).containsExactly(3L, 2L);
        }
    }

    @Test
    void shouldKnowWhenATrialReportedLast() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.whenTunerAnswers();
            finish(fixture, 0, 0.8);
            List<RecordedEvent> reports = fixture.events(1).stream()
                    .filter(recorded -> recorded.event() instanceof MetricReported)
                    .toList();
            assertThat(fixture.board().trial(X, 0).orElseThrow().lastReportAt())
                    .isEqualTo(reports.get(reports.size() - 1).at());
        }
    }

    @Test
    void shouldStopTheClock() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(9, 1))) {
            fixture.after(Duration.ofMinutes(2)).when(new StopExperiment(X, "enough"));
            fixture.after(Duration.ofMinutes(5));
            ExperimentSummary summary = fixture.board().experiment(X).orElseThrow();
            assertThat(summary.state()).isEqualTo(ExperimentState.STOPPED);
            assertThat(summary.runTime(Instant.parse("2030-01-01T00:00:00Z"))).isEqualTo(Duration.ofMinutes(2));
        }
    }
}
