package io.trialog.event;

/**
 * An attempt ended without saying anything about the trial; it waits for another.
 *
 * @param reason why, for people
 */
@EventType("trial.requeued")
public record TrialRequeued(ExperimentId experiment, long number, String reason) implements TrialEvent {}
