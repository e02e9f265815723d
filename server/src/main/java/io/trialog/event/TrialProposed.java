package io.trialog.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial exists.
 *
 * @param configuration its parameter assignment as JSON has it
 * @param note why this one, for people
 * @param source {@link #QUEUE} when it is the first of the configurations that waited; null when the tuner proposed it
 * @param tag the tuner's word to itself; null for none
 * @param budget how much it is to spend, in units of the tuner's options; null when the tuner did not say
 * @param parent the trial that it continues; null for none
 */
@EventType("trial.proposed")
public record TrialProposed(
        ExperimentId experiment,
        long number,
        Map<String, @Nullable Object> configuration,
        @Nullable String note,
        @Nullable String source,
        @Nullable String tag,
        @Nullable Double budget,
        @Nullable Long parent)
        implements TrialEvent {

    /** The source of what somebody wanted evaluated. */
    public static final String QUEUE = "queue";

    public TrialProposed {
        configuration = Json.copy(configuration);
    }

    /** What the tuner proposed, with nothing beside the configuration. */
    public TrialProposed(
            ExperimentId experiment, long number, Map<String, @Nullable Object> configuration, @Nullable String note) {
        this(experiment, number, configuration, note, ProposalTerms.NONE);
    }

    /** What the tuner proposed. */
    public TrialProposed(
            ExperimentId experiment,
            long number,
            Map<String, @Nullable Object> configuration,
            @Nullable String note,
            ProposalTerms terms) {
        this(experiment, number, configuration, note, null, terms.tag(), terms.budget(), terms.parent());
    }

    /** The first of the configurations that waited. */
    public static TrialProposed queued(
            ExperimentId experiment, long number, Map<String, @Nullable Object> configuration) {
        return new TrialProposed(experiment, number, configuration, null, QUEUE, null, null, null);
    }

    /** Whether it is the first of the configurations that waited. */
    public boolean isQueued() {
        return QUEUE.equals(source);
    }

    /** What the tuner said of it beside its configuration. */
    public ProposalTerms terms() {
        return new ProposalTerms(tag, budget, parent);
    }
}
