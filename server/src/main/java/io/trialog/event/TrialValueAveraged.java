package io.trialog.event;

/**
 * A trial's value became the mean over the trials that succeeded with its configuration. What it reported itself stays.
 *
 * @param value the mean
 * @param over of how many trials
 */
@EventType("trial.valueAveraged")
public record TrialValueAveraged(ExperimentId experiment, long number, double value, int over) implements TrialEvent {}
