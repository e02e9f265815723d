package io.trialog.event;

/**
 * A configuration that waited will not become a trial.
 *
 * @param enqueued the position of its {@link TrialEnqueued}
 * @param reason why, for people
 */
@EventType("trial.dequeued")
public record TrialDequeued(ExperimentId experiment, long enqueued, String reason) implements ExperimentEvent {}
