package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody brought a result from elsewhere for the tuner to learn from. It is no trial: it has no number among them, counts
 * for no limit and is never the best.
 *
 * @param configuration what was evaluated, as JSON has it
 * @param value what came out, finite
 */
@EventType("result.imported")
public record ResultImported(ExperimentId experiment, Map<String, @Nullable Object> configuration, double value)
        implements ExperimentEvent {

    public ResultImported {
        configuration = Json.copy(configuration);
    }
}
