package io.trialog.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tuner answered; its proposals are the {@link TrialProposed} events just before this one, and what was discarded.
 *
 * @param request the position of the {@link SuggestionsRequested}
 * @param count how many of its proposals became trials
 * @param outlook whether it has more
 * @param plugin name and version of the tuner; null in old logs
 * @param discarded which of its proposals, from 0, were discarded, as their configurations were known; null for none
 * @param reused which of its proposals, from 0, take the result of another trial; null for none
 */
@EventType("suggestions.answered")
public record SuggestionsAnswered(
        ExperimentId experiment,
        long request,
        int count,
        Outlook outlook,
        @Nullable String plugin,
        @Nullable List<Integer> discarded,
        @Nullable List<Integer> reused)
        implements ExperimentEvent {

    public SuggestionsAnswered {
        discarded = discarded == null ? null : List.copyOf(discarded);
        reused = reused == null ? null : List.copyOf(reused);
    }

    /** All of its proposals became trials that run. */
    public SuggestionsAnswered(
            ExperimentId experiment, long request, int count, Outlook outlook, @Nullable String plugin) {
        this(experiment, request, count, outlook, plugin, null, null);
    }

    /** How many proposals were discarded. */
    public int discardedCount() {
        return discarded == null ? 0 : discarded.size();
    }

    /** Whether the proposal of this index led to no run. */
    public boolean hasNoRun(int index) {
        return (discarded != null && discarded.contains(index)) || (reused != null && reused.contains(index));
    }
}
