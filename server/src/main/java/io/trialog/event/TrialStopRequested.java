package io.trialog.event;

/**
 * A running attempt is to be stopped.
 *
 * @param attempt the attempt
 * @param by who wants it
 * @param reason why, for people
 */
@EventType("trial.stopRequested")
public record TrialStopRequested(ExperimentId experiment, long number, int attempt, StopCause by, String reason)
        implements TrialEvent {}
