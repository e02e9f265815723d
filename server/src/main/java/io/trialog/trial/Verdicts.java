package io.trialog.trial;

import io.trialog.event.AttemptEnded;
import io.trialog.event.Event;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.metric.AttemptReportsView;
import io.trialog.metric.Reports;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges what the end of an attempt means for its trial. */
final class Verdicts {

    static final int MAX_LOST_ATTEMPTS = 3;

    private final Reports reports;

    Verdicts(Reports reports) {
        this.reports = reports;
    }

    List<Event> on(AttemptEnded ended, TrialView trial) {
        return switch (ended.cause()) {
            case EXITED -> List.of(exited(ended, trial));
            case KILLED -> List.of(killed(ended, trial));
            case TIMED_OUT -> List.of(end(ended, TrialState.SYS_CANCELED, "ran longer than maxTrialDuration"));
            case LAUNCH_FAILED -> launchFailed(ended);
            case LOST -> List.of(lost(ended, trial));
        };
    }

    private Event exited(AttemptEnded ended, TrialView trial) {
        int exitCode = Objects.requireNonNullElse(ended.exitCode(), -1);
        if (exitCode != 0 && trial.stopRequest().isPresent()) {
            return killed(ended, trial); // it ended itself when it was asked to
        }
        if (exitCode != 0) {
            return end(ended, TrialState.FAILED, "exit code " + exitCode + lastLine(ended.message()));
        }
        AttemptReportsView own = reports.of(ended.experiment(), ended.number(), ended.attempt());
        Double value = own.finalValue();
        if (value == null) {
            String refused = own.refusal();
            return end(
                    ended,
                    TrialState.FAILED,
                    refused == null
                            ? "exited without reporting a final metric" + lastLine(ended.message())
                            : "exited without a usable final metric; a report was refused: " + refused);
        }
        if (!Double.isFinite(value)) {
            return end(ended, TrialState.FAILED, "final metric is " + value + " (expected: a finite number)");
        }
        return end(ended, TrialState.SUCCEEDED, null);
    }

    private Event killed(AttemptEnded ended, TrialView trial) {
        String reason = trial.stopReason().orElse("killed");
        StopCause by = trial.stopRequest().orElse(StopCause.USER);
        return switch (by) {
            case USER -> end(ended, TrialState.USER_CANCELED, reason);
            case ASSESSOR -> end(ended, TrialState.EARLY_STOPPED, reason);
            case EXPERIMENT -> new TrialRequeued(ended.experiment(), ended.number(), reason);
        };
    }

    /** Not the trial's fault, and the next would meet the same: hold the experiment until somebody has looked. */
    private static List<Event> launchFailed(AttemptEnded ended) {
        String why = Objects.requireNonNullElse(ended.message(), "unknown reason");
        return List.of(
                new TrialRequeued(ended.experiment(), ended.number(), "could not be started: " + why),
                new ExperimentStateChanged(
                        ended.experiment(),
                        ExperimentState.ERROR,
                        "trial " + ended.number() + " could not be started: " + why));
    }

    private Event lost(AttemptEnded ended, TrialView trial) {
        if (trial.stopRequest().isPresent()) {
            return killed(ended, trial);
        }
        int lost = trial.lostAttempts() + 1;
        String why = Objects.requireNonNullElse(ended.message(), "its process is gone");
        return lost < MAX_LOST_ATTEMPTS
                ? new TrialRequeued(ended.experiment(), ended.number(), "lost: " + why)
                : end(ended, TrialState.FAILED, "lost " + lost + " times, last: " + why);
    }

    private TrialEnded end(AttemptEnded ended, TrialState state, @Nullable String reason) {
        AttemptReportsView own = reports.of(ended.experiment(), ended.number(), ended.attempt());
        Double value = state == TrialState.EARLY_STOPPED ? own.latestIntermediate() : own.finalValue();
        return new TrialEnded(ended.experiment(), ended.number(), state, value, reason);
    }

    private static String lastLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        List<String> lines = message.strip().lines().toList();
        return ": " + lines.get(lines.size() - 1).strip();
    }
}
