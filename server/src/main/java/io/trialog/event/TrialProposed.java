package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial exists.
 *
 * @param configuration its parameter assignment as JSON has it
 * @param note why this one, for people
 * @param source {@link #QUEUE} when it is the first of the configurations that waited; null when the tuner proposed it
 */
@EventType("trial.proposed")
public record TrialProposed(
        ExperimentId experiment,
        long number,
        Map<String, @Nullable Object> configuration,
        @Nullable String note,
        @Nullable String source)
        implements TrialEvent {

    /** The source of what somebody wanted evaluated. */
    public static final String QUEUE = "queue";

    public TrialProposed {
        configuration = Json.copy(configuration);
    }

    /** What the tuner proposed. */
    public TrialProposed(
            ExperimentId experiment, long number, Map<String, @Nullable Object> configuration, @Nullable String note) {
        this(experiment, number, configuration, note, null);
    }

    /** Whether it is the first of the configurations that waited. */
    public boolean isQueued() {
        return QUEUE.equals(source);
    }
}
