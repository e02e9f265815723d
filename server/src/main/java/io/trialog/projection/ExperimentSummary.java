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
 * @param created its configuration as created
 * @param config its configuration now in force
 * @param state where it is in its life
 * @param reason why it is in this state, for people
 * @param createdAt when it was created
 * @param startedAt when it first ran; null before
 * @param endedAt when it last left the running states; null while it runs
 * @param runTimeBefore how long it ran before {@code runningSince}
 * @param runningSince since when it runs; null when it does not
 * @param counts its trials by state
 * @param queued how many configurations wait to become trials
 * @param imported how many results from elsewhere its tuner was told
 * @param best the best result so far; null while there is none
 */
public record ExperimentSummary(
        ExperimentId id,
        ExperimentConfig created,
        ExperimentConfig config,
        ExperimentState state,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Duration runTimeBefore,
        @Nullable Instant runningSince,
        TrialCounts counts,
        int queued,
        int imported,
        @Nullable BestTrial best) {

    static final String ENTITY = "experiment";

    /** Whether it ran when its server ended, and has not been resumed since. */
    public boolean isInterrupted() {
        return state == ExperimentState.STOPPED && ExperimentBoard.SERVER_ENDED.equals(reason);
    }

    static ExperimentSummary created(ExperimentId id, ExperimentConfig config, Instant at) {
        return new ExperimentSummary(
                id,
                config,
                config,
                ExperimentState.INITIALIZED,
                null,
                at,
                null,
                null,
                Duration.ZERO,
                null,
                TrialCounts.NONE,
                0,
                0,
                null);
    }

    /** Without its trials: what is known of them as a whole follows from them. */
    SnapshotLine toLine() {
        return SnapshotLine.of(ENTITY)
                .with("id", id.value())
                .with("created", created.asMap())
                .with("config", config.equals(created) ? null : config.asMap())
                .withText("state", state)
                .with("reason", reason)
                .withText("createdAt", createdAt)
                .withText("startedAt", startedAt)
                .withText("endedAt", endedAt)
                .withText("runTimeBefore", runTimeBefore)
                .withText("runningSince", runningSince)
                .with("imported", imported);
    }

    static ExperimentSummary of(SnapshotLine line) {
        ExperimentConfig created = ExperimentConfig.stored(line.object("created"));
        return new ExperimentSummary(
                new ExperimentId(line.text("id")),
                created,
                line.has("config") ? ExperimentConfig.stored(line.object("config")) : created,
                line.constant("state", ExperimentState.class),
                line.optionalText("reason"),
                line.instant("createdAt"),
                line.optionalInstant("startedAt"),
                line.optionalInstant("endedAt"),
                line.duration("runTimeBefore"),
                line.optionalInstant("runningSince"),
                TrialCounts.NONE,
                0,
                Math.toIntExact(line.whole("imported")),
                null);
    }

    /** The limit on the number of trials now; null for none. */
    public @Nullable Integer maxTrialNumber() {
        return config.maxTrialNumber();
    }

    /** How long it has run, stops and gaps not counted. */
    public Duration runTime(Instant now) {
        return runningSince == null ? runTimeBefore : runTimeBefore.plus(Duration.between(runningSince, now));
    }

    ExperimentSummary entered(ExperimentState next, @Nullable String why, Instant at) {
        boolean runs = next.isOnTheClock();
        return new ExperimentSummary(
                id,
                created,
                config,
                next,
                why,
                createdAt,
                startedAt == null && runs ? at : startedAt,
                runs ? null : at,
                runTime(at),
                runs ? at : null,
                counts,
                queued,
                imported,
                best);
    }

    ExperimentSummary configured(ExperimentConfig next) {
        return with(next, counts, queued, imported, best);
    }

    ExperimentSummary counted(TrialCounts next) {
        return with(config, next, queued, imported, best);
    }

    ExperimentSummary queueing(int waiting) {
        return with(config, counts, waiting, imported, best);
    }

    ExperimentSummary importing() {
        return with(config, counts, queued, imported + 1, best);
    }

    ExperimentSummary improved(@Nullable BestTrial next) {
        return with(config, counts, queued, imported, next);
    }

    private ExperimentSummary with(
            ExperimentConfig nextConfig,
            TrialCounts nextCounts,
            int nextQueued,
            int nextImported,
            @Nullable BestTrial nextBest) {
        return new ExperimentSummary(
                id,
                created,
                nextConfig,
                state,
                reason,
                createdAt,
                startedAt,
                endedAt,
                runTimeBefore,
                runningSince,
                nextCounts,
                nextQueued,
                nextImported,
                nextBest);
    }
}
