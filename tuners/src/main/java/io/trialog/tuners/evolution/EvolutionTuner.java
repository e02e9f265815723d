package io.trialog.tuners.evolution;

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
 * Regularised evolution (Real et al., "Regularized evolution for image classifier architecture search", AAAI 2019). The
 * newest results are the population: results die of age, not for being bad, so that a lucky one does not reign for ever. The best of a
 * random few becomes a parent of the next proposal, which {@link Offspring} varies.
 *
 * <p>Differences: a child has two parents; the population is not filled by random members first, but grows by children after a few random
 * founders, as the trials of a search are few; failed trials are never born. Nothing waits for a result: any number of
 * children may be under way.
 */
final class EvolutionTuner implements Tuner {

    private static final int MAX_DRAWS = 100;

    private final TunerContext context;
    private final EvolutionSettings settings;
    private final History history;

    EvolutionTuner(TunerContext context, EvolutionSettings settings) {
        this.context = context;
        this.settings = settings;
        this.history = new History(context);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Trial> population = population();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Optional<Point> proposal = propose(population, seen, context.random(request.firstTrialNumber() + i));
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    /** The newest results, failed trials left out. */
    private List<Trial> population() {
        int window = settings.population();
        while (true) {
            List<Trial> newest = history.newestWithout(List.of(), window).stream()
                    .filter(Trial::isUsable)
                    .toList();
            if (newest.size() >= settings.population() || window >= history.endedCount()) {
                return newest.subList(Math.max(0, newest.size() - settings.population()), newest.size());
            }
            window = Math.min(2 * window, history.endedCount());
        }
    }

    private Optional<Point> propose(List<Trial> population, SeenPoints seen, RandomGenerator random) {
        if (history.usableCount() < settings.founders()) {
            return seen.sampleUnseen(random);
        }
        Offspring offspring = new Offspring(history.space(), random);
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            Point mother = parent(population, random);
            Point father = parent(population, random);
            Point child = history.space().repaired(offspring.of(mother, father), random);
            if (seen.isFree(child)) {
                return Optional.of(child);
            }
        }
        return seen.sampleUnseen(random);
    }

    private Point parent(List<Trial> population, RandomGenerator random) {
        Trial best = population.get(random.nextInt(population.size()));
        for (int i = 1; i < settings.sample(); i++) {
            Trial other = population.get(random.nextInt(population.size()));
            if (other.compareTo(best) < 0) {
                best = other;
            }
        }
        return best.point();
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
