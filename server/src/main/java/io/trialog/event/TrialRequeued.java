package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * A trial waits for another attempt: its last one said nothing about it, or it is to be tried again.
 *
 * @param reason why, for people
 * @param by why; null in old logs
 */
@EventType("trial.requeued")
public record TrialRequeued(
        ExperimentId experiment,
        long number,
        String reason,
        @Nullable RequeueCause by) implements TrialEvent {}
