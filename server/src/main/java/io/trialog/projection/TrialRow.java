package io.trialog.projection;

import io.trialog.event.AttemptScheduled;
import io.trialog.event.Failure;
import io.trialog.event.ProposalTerms;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param metrics all numbers of the final report by name, where it has more than those of objectives; else empty
 * @param past where in the log all this came about, and what the trial was before
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
        @Nullable String worker,
        Map<String, Double> metrics,
        TrialPast past) {

    static TrialRow proposed(TrialProposed proposed, RecordedEvent recorded) {
        return waiting(
                proposed.number(),
                proposed.configuration(),
                proposed.note(),
                proposed.terms(),
                proposed.isQueued(),
                recorded.at(),
                TrialPast.proposed(recorded.position()));
    }

    /** Before its first attempt. */
    static TrialRow waiting(
            long number,
            Map<String, @Nullable Object> configuration,
            @Nullable String note,
            ProposalTerms terms,
            boolean isQueued,
            Instant createdAt,
            TrialPast past) {
        return new TrialRow(
                number,
                TrialState.WAITING,
                null,
                configuration,
                note,
                terms,
                isQueued,
                0,
                null,
                Map.of(),
                null,
                0,
                null,
                createdAt,
                null,
                null,
                null,
                null,
                false,
                false,
                null,
                Map.of(),
                past);
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
    TrialRow scheduled(AttemptScheduled scheduled, RecordedEvent recorded) {
        return changed(draft -> {
            draft.state = TrialState.RUNNING;
            draft.reason = null;
            draft.attempt = scheduled.attempt();
            draft.value = null;
            draft.objectives = Map.of();
            draft.metrics = Map.of();
            draft.latest = null;
            draft.startedAt = scheduled.isClaimed() ? recorded.at() : null;
            draft.endedAt = null;
            draft.exitCode = null;
            draft.failure = null;
            draft.isStopRequested = false;
            draft.isClaimed = scheduled.isClaimed();
            draft.worker = scheduled.worker();
            draft.past = past.scheduled(recorded.position());
        });
    }

    TrialRow started(Instant at, long position) {
        return changed(draft -> {
            draft.startedAt = at;
            draft.past = past.started(position);
        });
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

    TrialRow reportedFinal(double metric, Map<String, Double> several, Map<String, Double> all, Instant reportedAt) {
        return changed(draft -> {
            draft.metrics = draft.value == null ? all : draft.metrics;
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

    TrialRow requeued(String why, long position) {
        return changed(draft -> {
            draft.state = TrialState.WAITING;
            draft.reason = why;
            draft.value = null;
            draft.objectives = Map.of();
            draft.metrics = Map.of();
            draft.past = past.requeued(position, why, this);
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
    TrialRow revived(String why, long position) {
        return changed(draft -> {
            draft.past = state.isEnd() ? past.revived(position, why, this) : past;
            draft.isStopRequested &= draft.state == TrialState.UNKNOWN; // else it was given up, and so was its stop
            draft.state = TrialState.RUNNING;
            draft.reason = why;
            draft.failure = null;
            draft.endedAt = null;
            draft.exitCode = null;
        });
    }

    /** The row as the trial's end makes it: it ended with its newest attempt, or without any at this time. */
    public TrialRow ended(TrialEnded ended, RecordedEvent recorded) {
        return changed(draft -> {
            draft.past = past.ended(recorded.position());
            draft.metrics = ended.value() == null ? Map.of() : metrics;
            draft.state = ended.state();
            draft.reason = ended.reason();
            draft.value = ended.value();
            draft.objectives = ended.several();
            draft.failure = ended.failure();
            draft.endedAt = draft.endedAt == null ? recorded.at() : draft.endedAt;
        });
    }

    /**
     * What was known of it when the log ended at a position; null before it was proposed. A trial under way counts as running,
     * without reason, value, or a look at its reports: see {@link #withReports}. A value that became a mean counts as such from the
     * trial's end on.
     */
    public @Nullable TrialRow asOf(long position) {
        if (position < past.proposed()) {
            return null;
        }
        TrialRow row = this;
        for (TrialPast.Earlier earlier = past.earlier();
                earlier != null && position < earlier.until();
                earlier = row.past.earlier()) {
            row = earlier.row();
        }
        return row.within(position);
    }

    /** As of a position behind the last one where it began anew. */
    private TrialRow within(long position) {
        if (position >= past.ended() || state == TrialState.WAITING) {
            return this;
        }
        if (position >= past.scheduled()) {
            return running(position);
        }
        TrialPast.Earlier earlier = past.earlier();
        return earlier == null
                ? waiting(number, configuration, note, terms, isQueued, createdAt, past)
                : earlier.row().requeued(earlier.reason(), earlier.until());
    }

    private TrialRow running(long position) {
        return changed(draft -> {
            draft.state = TrialState.RUNNING;
            draft.reason = null;
            draft.withoutResult();
            draft.withoutReports();
            draft.startedAt = isClaimed || position >= past.started() ? startedAt : null;
            draft.isStopRequested = false;
        });
    }

    /** The same with what it had reported by then. */
    public TrialRow withReports(@Nullable Double newest, long count) {
        return changed(draft -> {
            draft.latest = newest;
            draft.reportCount = count;
        });
    }

    /** Its attempts before the newest one, or before that came to life again, in order. */
    public List<EarlierAttempt> earlierAttempts() {
        return past.earlierAttempts();
    }

    /** Its value is a mean from now on. */
    TrialRow averaged(double mean) {
        return changed(draft -> draft.value = mean);
    }

    /** The same after a change. */
    TrialRow changed(Consumer<TrialDraft> change) {
        TrialDraft draft = new TrialDraft(this);
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
                draft.worker,
                draft.metrics,
                draft.past);
    }
}
