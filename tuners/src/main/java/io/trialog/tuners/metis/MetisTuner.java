package io.trialog.tuners.metis;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Metis (Li et al., "Metis: robustly optimizing tail latencies of cloud systems", USENIX ATC 2018): a Gaussian process proposes
 * the expected optimum or, most of the time, the candidate that teaches most about it: the point of the largest expected
 * improvement, the one that is known least, or an outlier once more. Deviations: the expected improvement stands in for mixtures
 * of good and bad points, and running trials count as known with their expected value.
 *
 * <p>Models the best 60 trials and the newest 60 others, so that a proposal costs some tenths of a second at most.
 */
final class MetisTuner implements Tuner {

    private static final int ELITE = 5;

    private final TunerContext context;
    private final MetisSettings settings;
    private final History history;
    private Surrogate surrogate;

    MetisTuner(TunerContext context) {
        this.context = context;
        this.settings = MetisSettings.of(context.options());
        this.history = new History(context);
        this.surrogate = new Surrogate(history.space());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        boolean isReady = history.endedCount() >= settings.coldStart() && history.usableCount() > 0;
        Optional<Chooser> chooser = isReady ? Optional.of(chooser()) : Optional.empty();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            RandomGenerator random = context.random(request.firstTrialNumber() + i);
            Optional<Point> proposal = chooser.isEmpty()
                    ? seen.sampleUnseen(random)
                    : chooser.get().choose(seen, random);
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            chooser.ifPresent(known -> known.believe(proposal.get()));
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Chooser chooser() {
        List<Point> elite = history.best(ELITE).stream().map(Trial::point).toList();
        Chooser chooser = new Chooser(settings, history.space(), surrogate.model(history), elite);
        history.pending().forEach(chooser::believe);
        return chooser;
    }

    @Override
    public void observe(List<Observation> news) {
        history.observe(news);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        surrogate = new Surrogate(history.space());
    }
}
