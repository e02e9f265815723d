package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * An attempt is to be launched: the launch is the effect of this event. One with a claim is launched by nobody here:
 * somebody asked for it, and evaluates it.
 *
 * @param attempt 1, 2, ...
 * @param claim the id of the ask; null when it is to be launched
 * @param worker who asked, for people, if they say
 * @param leaseSeconds how long who asked may be silent; null for the experiment's lease
 */
@EventType("attempt.scheduled")
public record AttemptScheduled(
        ExperimentId experiment,
        long number,
        int attempt,
        @Nullable String claim,
        @Nullable String worker,
        @Nullable Integer leaseSeconds)
        implements TrialEvent {

    /** An attempt to be launched. */
    public AttemptScheduled(ExperimentId experiment, long number, int attempt) {
        this(experiment, number, attempt, null, null, null);
    }

    /** Whether somebody asked for it, so that it is not launched here. */
    public boolean isClaimed() {
        return claim != null;
    }
}
