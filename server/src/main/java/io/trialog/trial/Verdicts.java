package io.trialog.trial;

import io.trialog.event.AttemptEnded;
import io.trialog.event.Event;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.Failure;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.metric.AttemptReportsView;
import io.trialog.metric.Reports;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges what the end of an attempt means for its trial. */
final class Verdicts {

    private final Trials trials;
    private final Reports reports;

    Verdicts(Trials trials, Reports reports) {
        this.trials = trials;
        this.reports = reports;
    }

    List<Event> on(AttemptEnded ended, TrialView trial) {
        return switch (ended.cause()) {
            case EXITED -> List.of(exited(ended, trial, reported(ended)));
            case KILLED -> List.of(killed(ended, trial));
            case TIMED_OUT ->
                List.of(end(ended, TrialState.SYS_CANCELED, "ran longer than maxTrialDuration", Failure.TIMED_OUT));
            case LAUNCH_FAILED -> launchFailed(ended);
            case LOST -> List.of(lost(ended, trial));
        };
    }

    /**
     * What the end of an attempt means for a trial whose attempt somebody asked for.
     *
     * @param told what the attempt has reported, its result included
     */
    Event told(AttemptEnded ended, TrialView trial, AttemptReportsView told) {
        return exited(ended, trial, told);
    }

    /** What it means that the configuration of a trial cannot be evaluated. */
    Event infeasible(AttemptEnded ended) {
        AttemptReportsView own = reported(ended);
        return new TrialEnded(
                ended.experiment(),
                ended.number(),
                TrialState.FAILED,
                own.finalValue(),
                ended.message(),
                Failure.INFEASIBLE,
                own.finalValues());
    }

    /** What the end of an attempt means for a trial that somebody wants stopped. */
    Event stopped(AttemptEnded ended, StopCause by, String reason) {
        return switch (by) {
            case USER -> end(ended, TrialState.USER_CANCELED, reason, null);
            case ASSESSOR -> end(ended, TrialState.EARLY_STOPPED, reason, null);
            case EXPERIMENT -> new TrialRequeued(ended.experiment(), ended.number(), reason, RequeueCause.STOP);
        };
    }

    private Event exited(AttemptEnded ended, TrialView trial, AttemptReportsView own) {
        int exitCode = Objects.requireNonNullElse(ended.exitCode(), -1);
        Double value = own.finalValue();
        if (trial.stopRequest().isPresent() && (exitCode != 0 || value == null)) {
            return killed(ended, trial); // it ended itself when it was asked to
        }
        if (exitCode != 0) {
            return failed(ended, trial, exitCode);
        }
        if (value == null) {
            String refused = own.refusal();
            String why = refused == null
                    ? "exited without reporting a final metric" + lastLine(ended.message())
                    : "exited without a usable final metric: " + refused;
            return retryOr(ended, trial, why, Failure.NO_RESULT);
        }
        String odd = odd(value, own.finalValues());
        return odd == null
                ? new TrialEnded(
                        ended.experiment(), ended.number(), TrialState.SUCCEEDED, value, null, null, own.finalValues())
                : notFinite(ended, trial, own, "final metric " + odd + " (expected: a finite number)");
    }

    /** What of a result is not finite: {@code is NaN}, or {@code latency is NaN}; null when all of it is. */
    private static @Nullable String odd(double value, Map<String, Double> several) {
        for (Map.Entry<String, Double> one : several.entrySet()) {
            if (!Double.isFinite(one.getValue())) {
                return one.getKey() + " is " + one.getValue();
            }
        }
        return Double.isFinite(value) ? null : "is " + value;
    }

    private Event failed(AttemptEnded ended, TrialView trial, int exitCode) {
        String why = trial.isClaimed() && ended.message() != null
                ? ended.message() // what was told; there is no command that exited
                : "exit code " + exitCode + lastLine(ended.message());
        String memory = OutOfMemory.sign(exitCode, ended.message());
        if (memory == null) {
            return retryOr(ended, trial, why, Failure.ERROR);
        }
        return retryOr(ended, trial, "out of memory: " + memory, Failure.OUT_OF_MEMORY);
    }

    /** Several objectives have no worst value: a configuration that asks for it is refused. */
    private Event notFinite(AttemptEnded ended, TrialView trial, AttemptReportsView own, String why) {
        TrialsView all = trials.of(ended.experiment());
        return switch (all.policy().nonFiniteMetric()) {
            case FAIL -> notFinite(ended, own, why, Failure.NOT_FINITE);
            case RETRY ->
                trial.failedAttempts() < Math.max(1, all.policy().retriesOnFailure())
                        ? retry(ended, why)
                        : notFinite(ended, own, why, Failure.NOT_FINITE);
            case INFEASIBLE -> notFinite(ended, own, why, Failure.INFEASIBLE);
            case WORST -> {
                Double worst = own.finalValues().isEmpty() ? all.worst() : null;
                yield worst == null
                        ? notFinite(ended, own, why + "; no other value to stand for it", Failure.NOT_FINITE)
                        : new TrialEnded(
                                ended.experiment(),
                                ended.number(),
                                TrialState.SUCCEEDED,
                                worst,
                                why + "; counted as the worst value so far",
                                Failure.NOT_FINITE);
            }
        };
    }

    private static TrialEnded notFinite(AttemptEnded ended, AttemptReportsView own, String why, Failure failure) {
        return new TrialEnded(
                ended.experiment(),
                ended.number(),
                TrialState.FAILED,
                own.finalValue(),
                why,
                failure,
                own.finalValues());
    }

    private Event retryOr(AttemptEnded ended, TrialView trial, String why, Failure failure) {
        AttemptPolicy policy = trials.of(ended.experiment()).policy();
        boolean concerned = policy.retriedExitCodes().isEmpty()
                ? failure != Failure.OUT_OF_MEMORY // the next attempt would need as much
                : policy.retriedExitCodes().contains(ended.exitCode());
        if (concerned && trial.failedAttempts() < policy.retriesOnFailure()) {
            return retry(ended, why);
        }
        return end(ended, TrialState.FAILED, why, failure);
    }

    private static Event retry(AttemptEnded ended, String why) {
        return new TrialRequeued(ended.experiment(), ended.number(), "to be tried again: " + why, RequeueCause.FAILURE);
    }

    private Event killed(AttemptEnded ended, TrialView trial) {
        String reason = trial.stopReason().orElse("killed");
        StopCause by = trial.stopRequest().orElse(StopCause.USER);
        return stopped(ended, by, reason);
    }

    /** Not the trial's fault, and the next would meet the same: hold the experiment until somebody has looked. */
    private static List<Event> launchFailed(AttemptEnded ended) {
        String why = Objects.requireNonNullElse(ended.message(), "unknown reason");
        return List.of(
                new TrialRequeued(
                        ended.experiment(), ended.number(), "could not be started: " + why, RequeueCause.LAUNCH),
                new ExperimentStateChanged(
                        ended.experiment(),
                        ExperimentState.ERROR,
                        "trial " + ended.number() + " could not be started: " + why));
    }

    private Event lost(AttemptEnded ended, TrialView trial) {
        StopCause stoppedBy = trial.stopRequest().orElse(null);
        AttemptReportsView own = reported(ended);
        Double value = own.finalValue();
        // What it was to find out is known; only a stop of this very trial makes that void.
        if (value != null && (stoppedBy == null || stoppedBy == StopCause.EXPERIMENT)) {
            String why = "its end was not seen; it had reported its final metric";
            String odd = odd(value, own.finalValues());
            return odd == null
                    ? end(ended, TrialState.SUCCEEDED, why, null)
                    : notFinite(
                            ended,
                            trial,
                            own,
                            why + (own.finalValues().isEmpty() ? ", which " : ", of which ") + odd
                                    + " (expected: a finite number)");
        }
        if (stoppedBy != null) {
            return killed(ended, trial);
        }
        int lost = trial.lostAttempts() + 1;
        String why = Objects.requireNonNullElse(ended.message(), "its process is gone");
        return lost <= trials.of(ended.experiment()).policy().retriesOnLoss()
                ? new TrialRequeued(ended.experiment(), ended.number(), "lost: " + why, RequeueCause.LOSS)
                : end(ended, TrialState.FAILED, "lost " + times(lost) + why, Failure.LOST);
    }

    private TrialEnded end(AttemptEnded ended, TrialState state, @Nullable String reason, @Nullable Failure failure) {
        AttemptReportsView own = reported(ended);
        boolean isEarly = state == TrialState.EARLY_STOPPED;
        return new TrialEnded(
                ended.experiment(),
                ended.number(),
                state,
                isEarly ? own.latestIntermediate() : own.finalValue(),
                reason,
                failure,
                isEarly ? Map.of() : own.finalValues());
    }

    private AttemptReportsView reported(AttemptEnded ended) {
        return reports.of(ended.experiment(), ended.number(), ended.attempt());
    }

    private static String times(int lost) {
        return lost == 1 ? "once: " : lost + " times, last: ";
    }

    private static String lastLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        List<String> lines = message.strip().lines().toList();
        return ": " + lines.get(lines.size() - 1).strip();
    }
}
