package io.trialog.tuners.auto;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Suggestions.Outlook;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.auto.Strategy.Choice;
import io.trialog.tuners.auto.Strategy.Model;
import io.trialog.tuners.space.ModelSpace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks another tuner for each proposal, as {@link Strategy} says. All are told everything, so that each goes on from what the
 * others found; one that is not asked any more is let go.
 */
final class AutoTuner implements Tuner {

    private final TunerContext context;
    private final List<Observation> observations = new ArrayList<>();
    private final Set<Long> ended = new HashSet<>(); // counted only, never iterated
    private final Map<Model, Member> members = new EnumMap<>(Model.class);
    private SearchSpace searchSpace;
    private Strategy strategy;

    AutoTuner(TunerContext context) {
        this.context = context;
        this.searchSpace = context.searchSpace();
        this.strategy = new Strategy(context, ModelSpace.of(searchSpace));
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        List<Suggestion> proposals = new ArrayList<>();
        List<Observation> assumed = new ArrayList<>();
        while (proposals.size() < request.count()) {
            long next = request.firstTrialNumber() + proposals.size();
            Choice choice = strategy.choose(next, ended.size());
            int count = 1;
            while (proposals.size() + count < request.count()
                    && strategy.choose(next + count, ended.size()).equals(choice)) {
                count++;
            }
            Suggestions answer = ask(choice, SuggestRequest.of(next, count), assumed);
            answer.proposals().forEach(proposal -> proposals.add(noted(proposal, choice)));
            for (int i = 0; i < answer.proposals().size(); i++) {
                assumed.add(
                        Observation.pending(next + i, answer.proposals().get(i).configuration()));
            }
            if (answer.outlook() == Outlook.EXHAUSTED) {
                return Suggestions.exhausted(proposals);
            }
            if (answer.outlook() == Outlook.WAITING) {
                return Suggestions.waiting(proposals);
            }
        }
        return Suggestions.of(proposals);
    }

    /** Asks a member; one that has to know of proposals of this very request is made anew, and kept by nobody. */
    private Suggestions ask(Choice choice, SuggestRequest request, List<Observation> assumed) {
        if (!assumed.isEmpty()) {
            try (Member once = new Member(choice.model(), context, searchSpace)) {
                List<Observation> all = new ArrayList<>(observations);
                all.addAll(assumed);
                return once.upTo(all).suggest(request);
            }
        }
        letGo(choice);
        return members.computeIfAbsent(choice.model(), model -> new Member(model, context, searchSpace))
                .upTo(observations)
                .suggest(request);
    }

    private void letGo(Choice asked) {
        boolean isAlone = strategy.choose(0, ended.size()).equals(strategy.choose(1, ended.size()));
        if (isAlone && members.keySet().stream().anyMatch(model -> model != asked.model())) {
            members.entrySet().removeIf(member -> {
                boolean isOther = member.getKey() != asked.model();
                if (isOther) {
                    member.getValue().close();
                }
                return isOther;
            });
        }
    }

    private static Suggestion noted(Suggestion proposal, Choice choice) {
        String why = "Auto asked " + choice.model() + ": " + choice.reason();
        return proposal.withNote(proposal.note().map(own -> why + "; " + own).orElse(why));
    }

    @Override
    public void observe(List<Observation> news) {
        observations.addAll(news);
        for (Observation observation : news) {
            if (observation.state() == State.PENDING || observation.state() == State.CANCELED) {
                ended.remove(observation.trialNumber());
            } else {
                ended.add(observation.trialNumber());
            }
        }
    }

    @Override
    public void updateSearchSpace(SearchSpace updated) {
        close();
        searchSpace = updated;
        strategy = new Strategy(context, ModelSpace.of(updated));
    }

    @Override
    public void close() {
        members.values().forEach(Member::close);
        members.clear();
    }
}
