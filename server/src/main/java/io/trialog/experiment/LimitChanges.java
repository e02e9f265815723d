package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.event.LimitsChanged;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits as somebody wants them; null leaves one as it is.
 *
 * @param trialConcurrency how many trials run at a time, 1 or more
 * @param maxTrialNumber how many trials there may be, 1 or more
 * @param maxExperimentDuration how long the experiment may run
 * @param maxTrialDuration how long attempts may run that are scheduled from now on
 * @param removed the names of limits that are to hold no more, as the configuration has them
 */
public record LimitChanges(
        @Nullable Integer trialConcurrency,
        @Nullable Integer maxTrialNumber,
        @Nullable Duration maxExperimentDuration,
        @Nullable Duration maxTrialDuration,
        List<String> removed) {

    /** Nobody wants anything else. */
    public static final LimitChanges NONE = new LimitChanges(null, null, null, null, List.of());

    public LimitChanges {
        removed = List.copyOf(removed);
    }

    /** A new limit on the number of trials alone. */
    public static LimitChanges trials(int maxTrialNumber) {
        return new LimitChanges(null, maxTrialNumber, null, null, List.of());
    }

    /** What happens when they are granted. */
    LimitsChanged event(ExperimentId experiment) {
        return new LimitsChanged(
                experiment,
                maxTrialNumber,
                trialConcurrency,
                ExperimentConfig.seconds(maxExperimentDuration),
                ExperimentConfig.seconds(maxTrialDuration),
                removed.isEmpty() ? null : removed);
    }
}
