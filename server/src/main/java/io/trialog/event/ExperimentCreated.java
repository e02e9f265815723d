package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment was created.
 *
 * @param configuration its configuration as JSON has it, complete: all defaults filled in, paths absolute, seed drawn
 */
@EventType("experiment.created")
public record ExperimentCreated(ExperimentId experiment, Map<String, @Nullable Object> configuration)
        implements ExperimentEvent {

    public ExperimentCreated {
        configuration = Json.copy(configuration);
    }
}
