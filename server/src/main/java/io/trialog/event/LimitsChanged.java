package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody changed an experiment's limits.
 *
 * @param maxTrialNumber the new limit on the number of trials; null means unchanged
 */
@EventType("experiment.limitsChanged")
public record LimitsChanged(
        ExperimentId experiment, @Nullable Integer maxTrialNumber) implements ExperimentEvent {}
