package io.trialog.tuners.nsga2;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Pareto;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.qmc.SobolDesign;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * NSGA-II without rounds: every child has parents of the best results so far, which are cut back to a population whenever there
 * are two of them. Trials that failed, or lack an objective, are no parents.
 */
final class Nsga2Tuner implements Tuner {

    private static final int MAX_DRAWS = 100;

    private final TunerContext context;
    private final int population;
    private final Pareto pareto;
    private final History history;
    private SobolDesign design;

    /** The survivors of the last cut and all results since, in that order. */
    private final List<Individual> pool = new ArrayList<>();

    Nsga2Tuner(TunerContext context, int population) {
        this.context = context;
        this.population = population;
        this.pareto = new Pareto(context.objectives());
        this.history = new History(context);
        this.design = new SobolDesign(history.space(), context.seed());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Individual> parents = pool.size() < founders() ? List.of() : Selection.best(pool, population);
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            long trial = request.firstTrialNumber() + i;
            RandomGenerator random = context.random(trial);
            Optional<Point> point =
                    parents.isEmpty() ? design.freePoint(trial, seen, random) : child(parents, seen, random);
            if (point.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(point.get());
            proposals.add(Suggestion.of(history.space().decode(point.get())));
        }
        return Suggestions.of(proposals);
    }

    /** How many results there are before the first child: fewer where so many trials fail that they would never come. */
    private int founders() {
        return history.endedCount() < 2 * population ? population : 2;
    }

    private Optional<Point> child(List<Individual> parents, SeenPoints seen, RandomGenerator random) {
        Variation variation = new Variation(history.space(), random);
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            Point mother = Selection.tournament(parents, random).point();
            Point father = Selection.tournament(parents, random).point();
            Point child = history.space().repaired(variation.child(mother, father), random);
            if (seen.isFree(child)) {
                return Optional.of(child);
            }
        }
        return seen.sampleUnseen(random);
    }

    @Override
    public void observe(List<Observation> observations) {
        history.observe(observations);
        for (Observation observation : observations) {
            pool.removeIf(individual -> individual.trial() == observation.trialNumber()); // it is tried again
            if (isUsable(observation)) {
                add(observation.trialNumber(), history.space().encode(observation.configuration()), observation);
            }
        }
    }

    private boolean isUsable(Observation observation) {
        boolean hasEnded = observation.state() == Observation.State.SUCCEEDED
                || observation.state() == Observation.State.EARLY_STOPPED;
        return hasEnded && pareto.isComplete(observation.metrics());
    }

    private void add(long trial, Point point, Observation observation) {
        pool.add(new Individual(trial, point, pareto.losses(observation.metrics())));
        if (pool.size() >= 2 * population) {
            List<Individual> survivors = Selection.best(pool, population);
            pool.clear();
            pool.addAll(survivors);
        }
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        design = new SobolDesign(history.space(), context.seed());
        pool.clear();
        for (Trial trial : history.ended()) {
            if (isUsable(trial.observation())) {
                add(trial.observation().trialNumber(), trial.point(), trial.observation());
            }
        }
    }
}
