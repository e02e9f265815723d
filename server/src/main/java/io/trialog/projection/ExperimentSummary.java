package io.trialog.projection;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as people see it. Immutable.
 *
 * @param id its id
 * @param config its configuration as created
 * @param state where it is in its life
 * @param reason why it is in this state, for people
 * @param maxTrialNumber the limit on the number of trials now; null for none
 * @param createdAt when it was created
 * @param startedAt when it first ran; null before
 * @param endedAt when it last left the running states; null while it runs
 * @param runTimeBefore how long it ran before {@code runningSince}
 * @param runningSince since when it runs; null when it does not
 * @param counts its trials by state
 * @param best the best result so far; null while there is none
 */
public record ExperimentSummary(
        ExperimentId id,
        ExperimentConfig config,
        ExperimentState state,
        @Nullable String reason,
        @Nullable Integer maxTrialNumber,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Duration runTimeBefore,
        @Nullable Instant runningSince,
        TrialCounts counts,
        @Nullable BestTrial best) {

    static final String ENTITY = "experiment";

    /** Why it is stopped that ran when its server ended. */
    static final String INTERRUPTED = "its server ended; resume to go on";

    /** Whether it ran when its server ended, and has not been resumed since. */
    public boolean isInterrupted() {
        return state == ExperimentState.STOPPED && INTERRUPTED.equals(reason);
    }

    static ExperimentSummary created(ExperimentId id, ExperimentConfig config, Instant at) {
        return new ExperimentSummary(
                id,
                config,
                ExperimentState.INITIALIZED,
                null,
                config.maxTrialNumber(),
                at,
                null,
                null,
                Duration.ZERO,
                null,
                TrialCounts.NONE,
                null);
    }

    /** Without its trials: what is known of them as a whole follows from them. */
    SnapshotLine toLine() {
        return SnapshotLine.of(ENTITY)
                .with("id", id.value())
                .with("config", config.asMap())
                .withText("state", state)
                .with("reason", reason)
                .with("maxTrialNumber", maxTrialNumber)
                .withText("createdAt", createdAt)
                .withText("startedAt", startedAt)
                .withText("endedAt", endedAt)
                .withText("runTimeBefore", runTimeBefore)
                .withText("runningSince", runningSince);
    }

    static ExperimentSummary of(SnapshotLine line) {
        return new ExperimentSummary(
                new ExperimentId(line.text("id")),
                ExperimentConfig.stored(line.object("config")),
                line.constant("state", ExperimentState.class),
                line.optionalText("reason"),
                line.optionalWhole("maxTrialNumber"),
                line.instant("createdAt"),
                line.optionalInstant("startedAt"),
                line.optionalInstant("endedAt"),
                line.duration("runTimeBefore"),
                line.optionalInstant("runningSince"),
                TrialCounts.NONE,
                null);
    }

    /** How long it has run, stops and gaps not counted. */
    public Duration runTime(Instant now) {
        return runningSince == null ? runTimeBefore : runTimeBefore.plus(Duration.between(runningSince, now));
    }

    ExperimentSummary entered(ExperimentState next, @Nullable String why, Instant at) {
        boolean runs = next.isOnTheClock();
        return new ExperimentSummary(
                id,
                config,
                next,
                why,
                maxTrialNumber,
                createdAt,
                startedAt == null && runs ? at : startedAt,
                runs ? null : at,
                runTime(at),
                runs ? at : null,
                counts,
                best);
    }

    ExperimentSummary limited(int trials) {
        return with(trials, counts, best);
    }

    ExperimentSummary counted(TrialCounts next) {
        return with(maxTrialNumber, next, best);
    }

    ExperimentSummary improved(@Nullable BestTrial next) {
        return with(maxTrialNumber, counts, next);
    }

    private ExperimentSummary with(@Nullable Integer nextLimit, TrialCounts nextCounts, @Nullable BestTrial nextBest) {
        return new ExperimentSummary(
                id,
                config,
                state,
                reason,
                nextLimit,
                createdAt,
                startedAt,
                endedAt,
                runTimeBefore,
                runningSince,
                nextCounts,
                nextBest);
    }
}
