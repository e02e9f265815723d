package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how long an experiment still takes: the mean duration of the trials ended so far, for every trial to come and
 * for what is left of those that run, shared by the slots. Between two results the estimate counts down. Used by one
 * thread.
 */
final class TimeLeft {

    private long endedTrials;
    private Duration endedTime = Duration.ZERO;
    private int endedAtEstimate = -1;
    private Duration estimate = Duration.ZERO;
    private Instant estimatedAt = Instant.EPOCH;

    /** Takes in the duration of an ended trial; null when it is not known. */
    void ended(@Nullable Duration duration) {
        if (duration != null) {
            endedTrials++;
            endedTime = endedTime.plus(duration);
        }
    }

    /**
     * The estimate; empty before the first result, or when nothing limits the experiment.
     *
     * @param running looks up the trials that run; asked after every result only
     */
    Optional<Duration> at(Instant now, ExperimentSummary experiment, Supplier<List<TrialRow>> running) {
        Duration limit = experiment.config().maxExperimentDuration();
        Optional<Duration> byTime = Optional.ofNullable(limit).map(max -> max.minus(experiment.runTime(now)));
        Optional<Duration> byTrials = byTrials(now, experiment, running);
        if (byTime.isPresent() && byTrials.isPresent()) {
            return Optional.of(atLeastZero(min(byTime.get(), byTrials.get())));
        }
        return byTrials.or(() -> byTime).map(TimeLeft::atLeastZero);
    }

    private Optional<Duration> byTrials(Instant now, ExperimentSummary experiment, Supplier<List<TrialRow>> running) {
        Integer limit = experiment.maxTrialNumber();
        if (limit == null || endedTrials == 0) {
            return Optional.empty();
        }
        int ended = experiment.counts().ended();
        if (ended != endedAtEstimate) {
            double meanMillis = (double) endedTime.toMillis() / endedTrials;
            double workMillis = Math.max(0, limit - ended) * meanMillis;
            for (TrialRow trial : running.get()) {
                workMillis -= Math.min(meanMillis, (double) elapsedMillis(trial, now));
            }
            int slots = Math.max(1, Math.min(experiment.config().trialConcurrency(), limit - ended));
            estimate = Duration.ofMillis(Math.round(workMillis / slots));
            estimatedAt = now;
            endedAtEstimate = ended;
        }
        return Optional.of(estimate.minus(Duration.between(estimatedAt, now)));
    }

    private static long elapsedMillis(TrialRow trial, Instant now) {
        Instant startedAt = trial.startedAt();
        return startedAt == null
                ? 0
                : Math.max(0, Duration.between(startedAt, now).toMillis());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
