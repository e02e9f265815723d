package io.trialog.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed an experiment's limits; null means unchanged.
 *
 * @param maxTrialNumber the new limit on the number of trials
 * @param trialConcurrency how many trials run at a time now
 * @param maxExperimentDuration how long the experiment may run now, in seconds as the configuration has it: {@code 90s}
 * @param maxTrialDuration how long attempts may run that are scheduled from now on, in the same form
 * @param removed the names of limits that hold no more, as the configuration has them
 */
@EventType("experiment.limitsChanged")
public record LimitsChanged(
        ExperimentId experiment,
        @Nullable Integer maxTrialNumber,
        @Nullable Integer trialConcurrency,
        @Nullable String maxExperimentDuration,
        @Nullable String maxTrialDuration,
        @Nullable List<String> removed)
        implements ExperimentEvent {

    public LimitsChanged {
        removed = removed == null ? null : List.copyOf(removed);
    }

    /** A new limit on the number of trials alone. */
    public static LimitsChanged trials(ExperimentId experiment, int maxTrialNumber) {
        return new LimitsChanged(experiment, maxTrialNumber, null, null, null, null);
    }

    /** Whether a limit holds no more. */
    public boolean removes(String name) {
        return removed != null && removed.contains(name);
    }
}
