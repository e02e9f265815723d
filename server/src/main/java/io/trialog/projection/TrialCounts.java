package io.trialog.projection;

import io.trialog.event.TrialState;

/** How many trials are in which state. */
public record TrialCounts(
        int total, int waiting, int running, int succeeded, int failed, int canceled, int earlyStopped) {

    /** No trial yet. */
    public static final TrialCounts NONE = new TrialCounts(0, 0, 0, 0, 0, 0, 0);

    /** How many have ended. */
    public int ended() {
        return succeeded + failed + canceled + earlyStopped;
    }

    /** These and those. */
    public TrialCounts plus(TrialCounts other) {
        return new TrialCounts(
                total + other.total,
                waiting + other.waiting,
                running + other.running,
                succeeded + other.succeeded,
                failed + other.failed,
                canceled + other.canceled,
                earlyStopped + other.earlyStopped);
    }

    TrialCounts added(TrialState state) {
        return new TrialCounts(total + 1, waiting, running, succeeded, failed, canceled, earlyStopped)
                .changed(state, 1);
    }

    TrialCounts moved(TrialState from, TrialState to) {
        return changed(from, -1).changed(to, 1);
    }

    private TrialCounts changed(TrialState state, int by) {
        return switch (state) {
            case WAITING -> new TrialCounts(total, waiting + by, running, succeeded, failed, canceled, earlyStopped);
            case RUNNING, UNKNOWN ->
                new TrialCounts(total, waiting, running + by, succeeded, failed, canceled, earlyStopped);
            case SUCCEEDED -> new TrialCounts(total, waiting, running, succeeded + by, failed, canceled, earlyStopped);
            case FAILED -> new TrialCounts(total, waiting, running, succeeded, failed + by, canceled, earlyStopped);
            case USER_CANCELED, SYS_CANCELED ->
                new TrialCounts(total, waiting, running, succeeded, failed, canceled + by, earlyStopped);
            case EARLY_STOPPED ->
                new TrialCounts(total, waiting, running, succeeded, failed, canceled, earlyStopped + by);
        };
    }
}
