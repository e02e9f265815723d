package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial exists.
 *
 * @param configuration its parameter assignment as JSON has it
 * @param note why this one, for people
 */
@EventType("trial.proposed")
public record TrialProposed(
        ExperimentId experiment,
        long number,
        Map<String, @Nullable Object> configuration,
        @Nullable String note) implements TrialEvent {

    public TrialProposed {
        configuration = Json.copy(configuration);
    }
}
