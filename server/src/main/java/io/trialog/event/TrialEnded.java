package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * A trial is over.
 *
 * @param state how it ended
 * @param value its final value, or the last intermediate one of an early-stopped trial; may be not finite
 * @param reason why it ended so, for people
 * @param failure what it suffered from; null when it did not fail, and in old logs
 */
@EventType("trial.ended")
public record TrialEnded(
        ExperimentId experiment,
        long number,
        TrialState state,
        @Nullable Double value,
        @Nullable String reason,
        @Nullable Failure failure)
        implements TrialEvent {}
