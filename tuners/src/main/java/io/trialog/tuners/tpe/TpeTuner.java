package io.trialog.tuners.tpe;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The tree-structured Parzen estimator (Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011) with
 * joint densities (Falkner et al., "BOHB", ICML 2018): draws candidates from a density of the better trials and
 * proposes the one that is most likely under it relative to a density of the others.
 *
 * <p>Conditional parameters are part of the one joint density: in a trial where a parameter was inactive it has the prior
 * for kernel. Running trials are taken for bad ones, so that parallel proposals keep apart. A proposal costs O(n d c) for n
 * trials (the newest 1,000 and the best 25), d parameters and c candidates.
 */
final class TpeTuner implements Tuner {

    private final TunerContext context;
    private final TpeSettings settings;
    private final History history;

    TpeTuner(TunerContext context, TpeSettings settings) {
        this.context = context;
        this.settings = settings;
        this.history = new History(context);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Point> running = new ArrayList<>(history.pending());
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            RandomGenerator random = context.random(request.firstTrialNumber() + i);
            Optional<Point> proposal = propose(seen, running, random);
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            running.add(proposal.get());
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Optional<Point> propose(SeenPoints seen, List<Point> running, RandomGenerator random) {
        if (history.endedCount() < settings.startupTrials()) {
            return seen.sampleUnseen(random);
        }
        Split split = Split.of(history, running, settings);
        ParzenEstimator below = estimator(split.below(), split.belowWeights(settings.linearForgetting()));
        ParzenEstimator above =
                estimator(split.above(), Split.weights(split.above().size(), settings.linearForgetting()));
        return new Candidates(below, above).best(below, settings.candidates(), seen, random);
    }

    private ParzenEstimator estimator(List<Point> points, double[] weights) {
        return new ParzenEstimator(history.space(), points, weights, settings.priorWeight(), Bandwidths.OF_TPE);
    }

    @Override
    public void observe(List<Observation> news) {
        history.observe(news);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
    }
}
