package io.trialog.projection;

import io.trialog.event.Failure;
import io.trialog.event.TrialState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changes in a trial's life, while it changes. */
final class TrialDraft {

    TrialState state;

    @Nullable
    String reason;

    int attempt;

    @Nullable
    Double value;

    Map<String, Double> objectives;

    @Nullable
    Double latest;

    long reportCount;

    @Nullable
    Instant lastReportAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Integer exitCode;

    @Nullable
    Failure failure;

    boolean isStopRequested;
    boolean isClaimed;

    @Nullable
    String worker;

    Map<String, Double> metrics;
    TrialPast past;

    TrialDraft(TrialRow row) {
        this.state = row.state();
        this.reason = row.reason();
        this.attempt = row.attempt();
        this.value = row.value();
        this.objectives = row.objectives();
        this.latest = row.latest();
        this.reportCount = row.reportCount();
        this.lastReportAt = row.lastReportAt();
        this.startedAt = row.startedAt();
        this.endedAt = row.endedAt();
        this.exitCode = row.exitCode();
        this.failure = row.failure();
        this.isStopRequested = row.isStopRequested();
        this.isClaimed = row.isClaimed();
        this.worker = row.worker();
        this.metrics = row.metrics();
        this.past = row.past();
    }

    void withoutResult() {
        value = null;
        objectives = Map.of();
        metrics = Map.of();
        endedAt = null;
        exitCode = null;
        failure = null;
    }

    void withoutReports() {
        latest = null;
        reportCount = 0;
        lastReportAt = null;
    }

    void report(Instant reportedAt) {
        reportCount++;
        lastReportAt = reportedAt;
    }
}
