package io.trialog.tuners.asha;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.fidelity.Contender;
import io.trialog.tuners.fidelity.Ladder;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Asynchronous successive halving in its promotion form (Li et al., "A system for massively parallel hyperparameter tuning",
 * arXiv:1810.05934, algorithm 2): a free slot continues a trial that is among the best 1 / eta of its rung, the one with the
 * largest budget first; when there is none, it starts a new configuration with the smallest budget. It never waits, except
 * for the last results of a finite space without other points; there, the best trials go on to the top even when they are
 * fewer than eta.
 *
 * <p>Budget, tags and continuation are those of Hyperband. Trials without a value do not count when the best 1 / eta are taken
 * (in the paper they count as bad ones). A proposal costs O(n) in the number of trials that have gone on, with a tiny
 * constant; mostly O(log n).
 */
final class AshaTuner implements Tuner {

    private static final String TAG = "rung ";

    private final TunerContext context;
    private final List<Double> budgets;
    private final double eta;
    private final History history;
    private final List<Observation> observations = new ArrayList<>();
    private List<AshaRung> rungs;

    AshaTuner(TunerContext context, Ladder ladder, double eta) {
        this.context = context;
        this.budgets = ladder.budgets();
        this.eta = eta;
        this.history = new History(context);
        this.rungs = noTrials();
    }

    private List<AshaRung> noTrials() {
        return budgets.stream().map(budget -> new AshaRung()).toList();
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Set<Long>> leaving =
                budgets.stream().<Set<Long>>map(budget -> new HashSet<>()).toList();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Optional<Suggestion> proposal =
                    promotion(leaving, rung -> rungs.get(rung).promotable(eta, leaving.get(rung)));
            if (proposal.isEmpty()) {
                proposal = start(seen, request.firstTrialNumber() + i);
            }
            boolean idle = history.pending().isEmpty() && proposals.isEmpty();
            if (proposal.isEmpty() && idle) {
                proposal = promotion(leaving, rung -> rungs.get(rung).bestOfUnpromoted(leaving.get(rung)));
            }
            if (proposal.isEmpty()) {
                return idle ? Suggestions.exhausted(proposals) : Suggestions.waiting(proposals);
            }
            proposals.add(proposal.get());
        }
        return Suggestions.of(proposals);
    }

    private interface Chooser {
        Optional<Contender> of(int rung);
    }

    private Optional<Suggestion> promotion(List<Set<Long>> leaving, Chooser chooser) {
        for (int rung = budgets.size() - 2; rung >= 0; rung--) {
            Optional<Contender> chosen = chooser.of(rung);
            if (chosen.isPresent()) {
                long parent = chosen.get().trialNumber();
                leaving.get(rung).add(parent);
                return Optional.of(suggestion(chosen.get().point(), rung + 1).continuing(parent));
            }
        }
        return Optional.empty();
    }

    private Optional<Suggestion> start(SeenPoints seen, long number) {
        Optional<Point> point = seen.sampleUnseen(context.random(number));
        point.ifPresent(seen::add);
        return point.map(free -> suggestion(free, 0));
    }

    private Suggestion suggestion(Point point, int rung) {
        return Suggestion.of(history.space().decode(point)).withTag(TAG + rung).withBudget(budgets.get(rung));
    }

    @Override
    public void observe(List<Observation> news) {
        observations.addAll(news);
        history.observe(news);
        news.forEach(this::take);
    }

    private void take(Observation observation) {
        IntStream.range(0, budgets.size())
                .filter(rung -> observation.tag().filter((TAG + rung)::equals).isPresent())
                .forEach(rung -> take(rung, observation));
    }

    private void take(int rung, Observation observation) {
        rungs.get(rung).put(Contender.of(observation, history.space(), context.direction()));
        if (rung > 0) {
            observation.parent().ifPresent(parent -> rungs.get(rung - 1).promote(parent, observation.trialNumber()));
        }
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        rungs = noTrials();
        observations.forEach(this::take);
    }
}
