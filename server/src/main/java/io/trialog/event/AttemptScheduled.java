package io.trialog.event;

/**
 * An attempt is to be launched: the launch is the effect of this event.
 *
 * @param attempt 1, 2, ...
 */
@EventType("attempt.scheduled")
public record AttemptScheduled(ExperimentId experiment, long number, int attempt) implements TrialEvent {}
