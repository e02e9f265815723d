package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody brought a result from elsewhere for the tuner to learn from. It is no trial: it has no number among them, counts
 * for no limit and is never the best.
 *
 * @param configuration what was evaluated, as JSON has it
 * @param value what came out, finite; of several objectives, that of the first
 * @param objectives what came out for all objectives by metric; null when there is but one
 * @param budget how much was spent on it, in units of the tuner's options; null when nobody said
 */
@EventType("result.imported")
public record ResultImported(
        ExperimentId experiment,
        Map<String, @Nullable Object> configuration,
        double value,
        @Nullable Map<String, Double> objectives,
        @Nullable Double budget)
        implements ExperimentEvent {

    public ResultImported {
        configuration = Json.copy(configuration);
        objectives = objectives == null || objectives.isEmpty() ? null : Json.copy(objectives);
    }

    /** The result of an experiment with one objective. */
    public ResultImported(ExperimentId experiment, Map<String, @Nullable Object> configuration, double value) {
        this(experiment, configuration, value, null, null);
    }

    /** What came out for all objectives by metric; empty when there is but one. */
    public Map<String, Double> several() {
        return objectives == null ? Map.of() : objectives;
    }
}
