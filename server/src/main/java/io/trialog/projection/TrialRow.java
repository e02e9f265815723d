package io.trialog.projection;

import io.trialog.event.TrialState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as people see it. Immutable.
 *
 * @param number its number in its experiment
 * @param state where it is in its life
 * @param reason why, for people
 * @param configuration its parameter assignment
 * @param note why the tuner proposed it, for people
 * @param attempt the newest attempt, 0 before the first
 * @param value the final value; may be not finite
 * @param latest the last intermediate value
 * @param reportCount how many reports are recorded, all attempts
 * @param createdAt when it was proposed
 * @param startedAt when the newest attempt started
 * @param endedAt when it ended
 * @param exitCode of the newest attempt
 */
public record TrialRow(
        long number,
        TrialState state,
        @Nullable String reason,
        Map<String, @Nullable Object> configuration,
        @Nullable String note,
        int attempt,
        @Nullable Double value,
        @Nullable Double latest,
        long reportCount,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer exitCode) {

    static TrialRow proposed(
            long number, Map<String, @Nullable Object> configuration, @Nullable String note, Instant at) {
        return new TrialRow(
                number, TrialState.WAITING, null, configuration, note, 0, null, null, 0, at, null, null, null);
    }

    TrialRow scheduled(int newAttempt) {
        return new TrialRow(
                number,
                TrialState.RUNNING,
                null,
                configuration,
                note,
                newAttempt,
                null,
                null,
                reportCount,
                createdAt,
                null,
                null,
                null);
    }

    TrialRow started(Instant at) {
        return new TrialRow(
                number,
                state,
                reason,
                configuration,
                note,
                attempt,
                value,
                latest,
                reportCount,
                createdAt,
                at,
                endedAt,
                exitCode);
    }

    TrialRow stopping(String why) {
        return new TrialRow(
                number,
                state,
                "being stopped: " + why,
                configuration,
                note,
                attempt,
                value,
                latest,
                reportCount,
                createdAt,
                startedAt,
                endedAt,
                exitCode);
    }

    TrialRow reportedIntermediate(double metric) {
        return new TrialRow(
                number,
                state,
                reason,
                configuration,
                note,
                attempt,
                value,
                metric,
                reportCount + 1,
                createdAt,
                startedAt,
                endedAt,
                exitCode);
    }

    TrialRow reportedFinal(double metric) {
        return new TrialRow(
                number,
                state,
                reason,
                configuration,
                note,
                attempt,
                value == null ? (Double) metric : value,
                latest,
                reportCount + 1,
                createdAt,
                startedAt,
                endedAt,
                exitCode);
    }

    TrialRow attemptEnded(@Nullable Integer code) {
        return new TrialRow(
                number,
                state,
                reason,
                configuration,
                note,
                attempt,
                value,
                latest,
                reportCount,
                createdAt,
                startedAt,
                endedAt,
                code);
    }

    TrialRow requeued(String why) {
        return new TrialRow(
                number,
                TrialState.WAITING,
                why,
                configuration,
                note,
                attempt,
                null,
                latest,
                reportCount,
                createdAt,
                startedAt,
                null,
                exitCode);
    }

    TrialRow ended(TrialState end, @Nullable Double result, @Nullable String why, Instant at) {
        return new TrialRow(
                number,
                end,
                why,
                configuration,
                note,
                attempt,
                result,
                latest,
                reportCount,
                createdAt,
                startedAt,
                at,
                exitCode);
    }
}
