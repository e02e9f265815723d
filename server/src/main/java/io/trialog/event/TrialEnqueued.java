package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a configuration evaluated: it waits, in the order of these events, and becomes a trial before the tuner is
 * asked for more.
 *
 * @param configuration the parameter assignment as JSON has it
 */
@EventType("trial.enqueued")
public record TrialEnqueued(ExperimentId experiment, Map<String, @Nullable Object> configuration)
        implements ExperimentEvent {

    public TrialEnqueued {
        configuration = Json.copy(configuration);
    }
}
