package io.trialog.projection;

import io.trialog.event.AttemptScheduled;
import io.trialog.event.ExperimentId;
import io.trialog.event.Failure;
import io.trialog.event.ProposalTerms;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trial as people see it. Immutable.
 *
 * @param number its number in its experiment
 * @param state where it is in its life
 * @param reason why, for people
 * @param configuration its parameter assignment
 * @param note why the tuner proposed it, for people
 * @param terms what the tuner said of it beside its configuration: tag, budget, the trial that it continues
 * @param isQueued whether somebody wanted it evaluated; else the tuner proposed it
 * @param attempt the newest attempt, 0 before the first
 * @param value the final value; may be not finite; of several objectives, that of the first
 * @param objectives the final values of all objectives by metric; empty when there is but one, or no result
 * @param latest the last intermediate value
 * @param reportCount how many reports are recorded, all attempts
 * @param lastReportAt when the trial made the last of them, or, if it did not say, when that was recorded
 * @param createdAt when it was proposed
 * @param startedAt when the newest attempt started
 * @param endedAt when its newest attempt, and so it, ended
 * @param exitCode of the newest attempt
 * @param failure what a failed trial suffered from
 * @param isStopRequested whether somebody wants the newest attempt stopped
 * @param isClaimed whether somebody asked for the newest attempt, so that it is not launched here
 * @param worker who asked for it, if they said
 */
public record TrialRow(
        long number,
        TrialState state,
        @Nullable String reason,
        Map<String, @Nullable Object> configuration,
        @Nullable String note,
        ProposalTerms terms,
        boolean isQueued,
        int attempt,
        @Nullable Double value,
        Map<String, Double> objectives,
        @Nullable Double latest,
        long reportCount,
        @Nullable Instant lastReportAt,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer exitCode,
        @Nullable Failure failure,
        boolean isStopRequested,
        boolean isClaimed,
        @Nullable String worker) {

    static final String ENTITY = "trial";

    static TrialRow proposed(TrialProposed proposed, Instant at) {
        return new TrialRow(
                proposed.number(),
                TrialState.WAITING,
                null,
                proposed.configuration(),
                proposed.note(),
                proposed.terms(),
                proposed.isQueued(),
                0,
                null,
                Map.of(),
                null,
                0,
                null,
                at,
                null,
                null,
                null,
                null,
                false,
                false,
                null);
    }

    SnapshotLine toLine(ExperimentId experiment) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("number", number)
                .withText("state", state)
                .with("reason", reason)
                .with("configuration", configuration)
                .with("note", note)
                .withTerms(terms)
                .with("queued", isQueued ? (Boolean) true : null)
                .with("attempt", attempt)
                .withReal("value", value)
                .withReals("objectives", objectives)
                .withReal("latest", latest)
                .with("reportCount", reportCount)
                .withText("lastReportAt", lastReportAt)
                .withText("createdAt", createdAt)
                .withText("startedAt", startedAt)
                .withText("endedAt", endedAt)
                .with("exitCode", exitCode)
                .withText("failure", failure)
                .with("stopRequested", isStopRequested ? (Boolean) true : null)
                .with("claimed", isClaimed ? (Boolean) true : null)
                .with("worker", worker);
    }

    static TrialRow of(SnapshotLine line) {
        return new TrialRow(
                line.whole("number"),
                line.constant("state", TrialState.class),
                line.optionalText("reason"),
                Collections.unmodifiableMap(line.object("configuration")),
                line.optionalText("note"),
                line.terms(),
                line.has("queued"),
                Math.toIntExact(line.whole("attempt")),
                line.optionalReal("value"),
                line.reals("objectives"),
                line.optionalReal("latest"),
                line.whole("reportCount"),
                line.optionalInstant("lastReportAt"),
                line.instant("createdAt"),
                line.optionalInstant("startedAt"),
                line.optionalInstant("endedAt"),
                line.optionalWhole("exitCode"),
                line.optionalConstant("failure", Failure.class),
                line.has("stopRequested"),
                line.has("claimed"),
                line.optionalText("worker"));
    }

    /** Whether it counts among the best: it succeeded with a finite value. */
    public boolean isRanked() {
        return state == TrialState.SUCCEEDED && value != null && Double.isFinite(value);
    }

    /** The final value; not-a-number when there is none. */
    public double result() {
        return value == null ? Double.NaN : value;
    }

    /** How long the newest attempt ran; null when it never started or still runs. */
    public @Nullable Duration duration() {
        if (startedAt == null || endedAt == null) {
            return null;
        }
        Duration duration = Duration.between(startedAt, endedAt);
        return duration.isNegative() ? Duration.ZERO : duration; // somebody has set the clock back
    }

    /** An attempt that somebody asked for begins at once. */
    TrialRow scheduled(AttemptScheduled scheduled, Instant at) {
        return changed(draft -> {
            draft.state = TrialState.RUNNING;
            draft.reason = null;
            draft.attempt = scheduled.attempt();
            draft.value = null;
            draft.objectives = Map.of();
            draft.latest = null;
            draft.startedAt = scheduled.isClaimed() ? at : null;
            draft.endedAt = null;
            draft.exitCode = null;
            draft.failure = null;
            draft.isStopRequested = false;
            draft.isClaimed = scheduled.isClaimed();
            draft.worker = scheduled.worker();
        });
    }

    TrialRow started(Instant at) {
        return changed(draft -> draft.startedAt = at);
    }

    TrialRow stopping(String why) {
        return changed(draft -> {
            draft.reason = "being stopped: " + why;
            draft.isStopRequested = true;
        });
    }

    TrialRow reportedIntermediate(double metric, Instant reportedAt) {
        return changed(draft -> {
            draft.latest = metric;
            draft.report(reportedAt);
        });
    }

    TrialRow reportedFinal(double metric, Map<String, Double> several, Instant reportedAt) {
        return changed(draft -> {
            draft.objectives = draft.value == null ? several : draft.objectives;
            draft.value = draft.value == null ? (Double) metric : draft.value;
            draft.report(reportedAt);
        });
    }

    /** A report that does not change the trial's values: of an attempt that was replaced, or of other numbers. */
    TrialRow reportedAside(Instant reportedAt) {
        return changed(draft -> draft.report(reportedAt));
    }

    TrialRow attemptEnded(@Nullable Integer code, Instant at) {
        return changed(draft -> {
            draft.exitCode = code;
            draft.endedAt = at;
        });
    }

    TrialRow requeued(String why) {
        return changed(draft -> {
            draft.state = TrialState.WAITING;
            draft.reason = why;
            draft.value = null;
            draft.objectives = Map.of();
            draft.endedAt = null;
            draft.failure = null;
        });
    }

    TrialRow silent(String why) {
        return changed(draft -> {
            draft.state = TrialState.UNKNOWN;
            draft.reason = why;
        });
    }

    /** The newest attempt has ended, which is not recorded yet. */
    TrialRow awaited(String why) {
        return changed(draft -> draft.reason = why);
    }

    /** The newest attempt runs after all. */
    TrialRow revived(String why) {
        return changed(draft -> {
            draft.isStopRequested &= draft.state == TrialState.UNKNOWN; // else it was given up, and so was its stop
            draft.state = TrialState.RUNNING;
            draft.reason = why;
            draft.failure = null;
            draft.endedAt = null;
            draft.exitCode = null;
        });
    }

    /** The row as the trial's end makes it: it ended with its newest attempt, or without any at this time. */
    public TrialRow ended(TrialEnded ended, Instant at) {
        return changed(draft -> {
            draft.state = ended.state();
            draft.reason = ended.reason();
            draft.value = ended.value();
            draft.objectives = ended.several();
            draft.failure = ended.failure();
            draft.endedAt = draft.endedAt == null ? at : draft.endedAt;
        });
    }

    /** Its value is a mean from now on. */
    TrialRow averaged(double mean) {
        return changed(draft -> draft.value = mean);
    }

    private TrialRow changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new TrialRow(
                number,
                draft.state,
                draft.reason,
                configuration,
                note,
                terms,
                isQueued,
                draft.attempt,
                draft.value,
                draft.objectives,
                draft.latest,
                draft.reportCount,
                draft.lastReportAt,
                createdAt,
                draft.startedAt,
                draft.endedAt,
                draft.exitCode,
                draft.failure,
                draft.isStopRequested,
                draft.isClaimed,
                draft.worker);
    }

    /** What changes in a trial's life. */
    private static final class Draft {
        private TrialState state;
        private @Nullable String reason;
        private int attempt;
        private @Nullable Double value;
        private Map<String, Double> objectives;
        private @Nullable Double latest;
        private long reportCount;
        private @Nullable Instant lastReportAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private @Nullable Integer exitCode;
        private @Nullable Failure failure;
        private boolean isStopRequested;
        private boolean isClaimed;
        private @Nullable String worker;

        Draft(TrialRow row) {
            this.state = row.state;
            this.reason = row.reason;
            this.attempt = row.attempt;
            this.value = row.value;
            this.objectives = row.objectives;
            this.latest = row.latest;
            this.reportCount = row.reportCount;
            this.lastReportAt = row.lastReportAt;
            this.startedAt = row.startedAt;
            this.endedAt = row.endedAt;
            this.exitCode = row.exitCode;
            this.failure = row.failure;
            this.isStopRequested = row.isStopRequested;
            this.isClaimed = row.isClaimed;
            this.worker = row.worker;
        }

        void report(Instant reportedAt) {
            reportCount++;
            lastReportAt = reportedAt;
        }
    }
}
