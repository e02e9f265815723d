package io.trialog.tuning;

import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialProposed;
import io.trialog.experiment.Duplicates;
import io.trialog.spi.tuner.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The configurations that an experiment has tried or was to try; kept only where known ones are discarded. */
final class KnownConfigurations {

    private final Set<Object> keys = new HashSet<>();
    private boolean areKept;

    void hear(Event event) {
        if (event instanceof ExperimentCreated created) {
            areKept = Duplicates.stored(created.configuration()) == Duplicates.RESAMPLE;
        } else if (areKept && event instanceof TrialProposed proposed) {
            keys.add(StoredValues.key(proposed.configuration(), proposed.terms()));
        } else if (areKept && event instanceof TrialEnqueued enqueued) {
            keys.add(StoredValues.key(enqueued.configuration()));
        }
    }

    /** The proposals that became trials. */
    static List<Suggestion> kept(List<Suggestion> proposals, SuggestionsAnswered answered) {
        List<Integer> discarded = answered.discarded() == null ? List.of() : answered.discarded();
        List<Suggestion> kept = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            if (!discarded.contains(i)) {
                kept.add(proposals.get(i));
            }
        }
        return kept;
    }

    /** The discarded proposals that nobody knew, so that there was no reason to discard them. */
    List<Suggestion> strange(List<Suggestion> proposals, SuggestionsAnswered answered) {
        List<Suggestion> kept = kept(proposals, answered);
        return proposals.stream()
                .filter(proposal -> !kept.contains(proposal)
                        && !keys.contains(
                                StoredValues.key(proposal.configuration().values(), Proposals.terms(proposal))))
                .toList();
    }
}
