package io.trialog.tuners.anneal;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Annealing as in hyperopt (Bergstra et al., "Making a science of model search", ICML 2013; {@code hyperopt.anneal}). Each
 * parameter starts, independently of the others, from its value in one of the best results, with ranks geometrically
 * distributed, and is drawn anew from a neighbourhood that shrinks with the number n of results in which it was active: a
 * window of 1 / (1 + 0.1 n) of the range for numbers; for categories, the old one unless with that probability any.
 *
 * <p>Differences: windows are taken in quantiles, for normal types too; points that are known are drawn again from wider
 * neighbourhoods instead of replaced by a random one; a failed trial is no result; and a category that brings parameters of
 * its own cools by its own count n of trials, as it shows what it is worth only after these were searched.
 */
final class AnnealTuner implements Tuner {

    private static final int MAX_DRAWS = 100;

    /** By how much neighbourhoods widen after a draw that gave a known point: from 1 % to all in 50 draws. */
    private static final double WIDENING = 1.1;

    private final TunerContext context;
    private final AnnealSettings settings;
    private final History history;

    AnnealTuner(TunerContext context, AnnealSettings settings) {
        this.context = context;
        this.settings = settings;
        this.history = new History(context);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Point> running = new ArrayList<>(history.pending());
        List<Suggestion> proposals = new ArrayList<>();
        Favourites favourites = Favourites.of(history, running, settings);
        for (int i = 0; i < request.count(); i++) {
            Optional<Point> proposal = propose(seen, favourites, context.random(request.firstTrialNumber() + i));
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            running.add(proposal.get());
            if (settings.liar().isPresent()) {
                favourites = Favourites.of(history, running, settings);
            }
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Optional<Point> propose(SeenPoints seen, Favourites favourites, RandomGenerator random) {
        if (history.usableCount() > 0) {
            double widening = 1;
            for (int draw = 0; draw < MAX_DRAWS; draw++) {
                double factor = widening;
                Point point = history.space().choose(dimension -> draw(dimension, favourites, factor, random));
                if (seen.isFree(point)) {
                    return Optional.of(point);
                }
                widening *= WIDENING;
            }
        }
        return seen.sampleUnseen(random);
    }

    private double draw(Dimension dimension, Favourites favourites, double widening, RandomGenerator random) {
        int count = favourites.count(dimension);
        boolean anywhere = count == 0;
        if (dimension instanceof CategoricalDimension categorical) {
            int category = (int) categorical.draw(random);
            int tries = favourites.isNested(dimension.index()) ? favourites.tries(dimension.index(), category) : count;
            return anywhere || random.nextDouble() < share(tries, widening)
                    ? category
                    : favourites.draw(dimension, settings.meanRank(), random);
        }
        if (anywhere) {
            return random.nextDouble();
        }
        double share = share(count, widening);
        double centre = favourites.draw(dimension, settings.meanRank(), random);
        double low = Math.max(0, Math.min(centre - share / 2, 1 - share));
        return low + share * random.nextDouble();
    }

    private double share(int tries, double widening) {
        return Math.min(1, widening / (1 + tries * settings.shrinkage()));
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
