package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how long an experiment still takes: the mean duration of the trials ended so far, times those to come, shared
 * by the slots. Running trials count half, as they are half through on average. Between two results the estimate counts
 * down. Used by one thread.
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

    /** The estimate; empty before the first result, or when nothing limits the experiment. */
    Optional<Duration> at(Instant now, ExperimentSummary experiment) {
        Duration limit = experiment.config().maxExperimentDuration();
        Optional<Duration> byTime = Optional.ofNullable(limit).map(max -> max.minus(experiment.runTime(now)));
        Optional<Duration> byTrials = byTrials(now, experiment);
        if (byTime.isPresent() && byTrials.isPresent()) {
            return Optional.of(atLeastZero(min(byTime.get(), byTrials.get())));
        }
        return byTrials.or(() -> byTime).map(TimeLeft::atLeastZero);
    }

    private Optional<Duration> byTrials(Instant now, ExperimentSummary experiment) {
        Integer limit = experiment.maxTrialNumber();
        if (limit == null || endedTrials == 0) {
            return Optional.empty();
        }
        int ended = experiment.counts().ended();
        if (ended != endedAtEstimate) {
            double toCome = limit - ended - experiment.counts().running() / 2.0;
            int slots = Math.max(1, Math.min(experiment.config().trialConcurrency(), limit - ended));
            double meanMillis = (double) endedTime.toMillis() / endedTrials;
            estimate = Duration.ofMillis(Math.round(Math.max(0, toCome) * meanMillis / slots));
            estimatedAt = now;
            endedAtEstimate = ended;
        }
        return Optional.of(estimate.minus(Duration.between(estimatedAt, now)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
