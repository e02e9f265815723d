package io.trialog.experiment;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.ErrorCode;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.SnapshotLine;
import io.trialog.projection.TrialQuery;
import io.trialog.trial.RecordAttemptEnded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");
    private static final ExperimentId OTHER = new ExperimentId("other");

    private static EngineFixture complete() {
        EngineFixture fixture = EngineFixture.running(Configs.of(1, 1)).whenTunerAnswers();
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        return fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 0, null, END));
    }

    @Test
    void shouldForgetTheExperimentEverywhere() {
        try (EngineFixture fixture = complete()) {
            fixture.when(new CreateExperiment(OTHER, Configs.of(1, 1)));
            fixture.when(new DeleteExperiment(X)).thenEvents(new ExperimentDeleted(X));
            assertThat(fixture.board().experiments())
                    .singleElement()
                    .satisfies(left -> assertThat(left.id()).isEqualTo(OTHER));
            assertThat(fixture.board()
                            .trials(X, new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, 9))
                            .total())
                    .isZero();
            assertThat(fixture.core()
                            .snapshot()
                            .map(SnapshotLine::fields)
                            .filter(line -> "x".equals(line.get("experiment")) || "x".equals(line.get("id"))))
                    .as("all that is left is that the id was used")
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsEntry("entity", "deleted"));
        }
    }

    @Test
    void shouldRefuseWhatComesLate() {
        try (EngineFixture fixture = complete()) {
            fixture.when(new DeleteExperiment(X));
            fixture.when(new DeleteExperiment(X)).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
            fixture.when(new ResumeExperiment(X, 3)).thenRejected(ErrorCode.EXPERIMENT_UNKNOWN);
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 0, null, END))
                    .thenEvents();
            fixture.when(new ReportMetrics(
                            attempt(0, 1), List.of(Report.of(1, MetricKind.FINAL, Map.of("default", 0.5), null))))
                    .thenRejected(ErrorCode.ATTEMPT_UNKNOWN);
            fixture.when(new CreateExperiment(X, Configs.of(1, 1))).thenRejected(ErrorCode.EXPERIMENT_EXISTS);
            assertThat(fixture.rejection().message())
                    .isEqualTo("experiment x existed and was deleted; choose another id");
        }
    }

    @Test
    void shouldKeepWhatRuns() {
        try (EngineFixture fixture = EngineFixture.running(Configs.of(1, 1)).whenTunerAnswers()) {
            fixture.when(new DeleteExperiment(X)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            fixture.when(EngineFixture.serverStart());
            fixture.when(new DeleteExperiment(X)).thenRejected(ErrorCode.EXPERIMENT_STATE);
            assertThat(fixture.rejection().message())
                    .isEqualTo(
                            "experiment x is STOPPED with 1 trials under way (expected: one at rest without any; stop"
                                    + " it first)");
        }
    }
}
