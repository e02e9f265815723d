package io.trialog.tuning;

import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ProposalTerms;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.experiment.Duplicates;
import io.trialog.experiment.ExperimentView;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.Trials;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the proposals of one answer. Pure; used once. */
final class Proposals {

    private final ExperimentId experiment;
    private final Duplicates policy;
    private final Optional<TriedView> tried;
    private final Set<Object> inThisAnswer = new HashSet<>();
    private final List<Event> proposed = new ArrayList<>();
    private final List<Event> ended = new ArrayList<>();
    private final List<Integer> discarded = new ArrayList<>();
    private final List<Integer> reused = new ArrayList<>();
    private long number;

    Proposals(ExperimentView experiment, Tuning tuning, Trials trials) {
        this.experiment = experiment.id();
        this.policy = experiment.config().duplicates();
        this.tried = tuning.triedBy(experiment.id());
        this.number = trials.of(experiment.id()).total();
    }

    /** The events that follow. */
    List<Event> taken(RecordSuggestions answer) {
        for (int index = 0; index < answer.proposals().size(); index++) {
            take(index, answer.proposals().get(index));
        }
        int count = proposed.size();
        List<Event> events = new ArrayList<>(proposed);
        events.add(new SuggestionsAnswered(
                experiment,
                answer.request(),
                count,
                answer.outlook(),
                answer.plugin(),
                discarded.isEmpty() ? null : discarded,
                reused.isEmpty() ? null : reused));
        events.addAll(ended);
        return events;
    }

    private void take(int index, Suggestion proposal) {
        Map<String, @Nullable Object> configuration = proposal.configuration().values();
        ProposalTerms terms = terms(proposal);
        Object key = StoredValues.key(configuration, terms);
        if (policy == Duplicates.RESAMPLE && isKnown(key)) {
            discarded.add(index);
            return;
        }
        proposed.add(new TrialProposed(
                experiment, number, configuration, proposal.note().orElse(null), terms));
        if (policy == Duplicates.REUSE) {
            tried.flatMap(known -> known.result(key)).ifPresent(result -> {
                reused.add(index);
                ended.add(new TrialEnded(
                        experiment,
                        number,
                        TrialState.SUCCEEDED,
                        result.value(),
                        "not run: trial " + result.number() + " has this configuration, and this is its result",
                        null,
                        result.several()));
            });
        }
        number++;
    }

    private boolean isKnown(Object key) {
        boolean isFirst = inThisAnswer.add(key);
        return !isFirst || tried.filter(known -> known.isKnown(key)).isPresent();
    }

    /** What a proposal says beside its configuration. */
    static ProposalTerms terms(Suggestion proposal) {
        return new ProposalTerms(
                proposal.tag().orElse(null),
                proposal.budget().isPresent() ? (Double) proposal.budget().getAsDouble() : null,
                proposal.parent().isPresent() ? (Long) proposal.parent().getAsLong() : null);
    }
}
