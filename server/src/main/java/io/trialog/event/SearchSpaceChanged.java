package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed what is searched. The tuner is made anew and told of what was recorded so far and fits; the request that
 * was open is over without an answer.
 *
 * @param searchSpace the new space as JSON has it
 */
@EventType("experiment.searchSpaceChanged")
public record SearchSpaceChanged(ExperimentId experiment, Map<String, @Nullable Object> searchSpace)
        implements ExperimentEvent {

    public SearchSpaceChanged {
        searchSpace = Json.copy(searchSpace);
    }
}
