package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial is over.
 *
 * @param state how it ended
 * @param value its final value, or the last intermediate one of an early-stopped trial; may be not finite; of several
 *     objectives, that of the first
 * @param reason why it ended so, for people
 * @param failure what it suffered from; null when it did not fail, and in old logs
 * @param objectives the final values of all objectives by metric; null when there is but one, or no result
 */
@EventType("trial.ended")
public record TrialEnded(
        ExperimentId experiment,
        long number,
        TrialState state,
        @Nullable Double value,
        @Nullable String reason,
        @Nullable Failure failure,
        @Nullable Map<String, Double> objectives)
        implements TrialEvent {

    public TrialEnded {
        objectives = objectives == null || objectives.isEmpty() ? null : Json.copy(objectives);
    }

    /** The end of a trial that has but one objective, or no result. */
    public TrialEnded(
            ExperimentId experiment,
            long number,
            TrialState state,
            @Nullable Double value,
            @Nullable String reason,
            @Nullable Failure failure) {
        this(experiment, number, state, value, reason, failure, null);
    }

    /** The final values of all objectives by metric; empty when there is but one, or no result. */
    public Map<String, Double> several() {
        return objectives == null ? Map.of() : objectives;
    }
}
