package io.trialog.tuners.metis;

import io.trialog.tuners.candidate.ExpectedImprovement;
import io.trialog.tuners.candidate.PointSearch;
import io.trialog.tuners.gp.GaussianProcess;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chooses points by a model of the losses. */
final class Chooser {

    /** With fewer points there is too little to tell outliers by. */
    private static final int MIN_RESAMPLING_POINTS = 50;

    private static final int MAX_SAMPLES = 3;

    /** Half the width of the interval that holds 95 percent of a normal distribution, in deviations. */
    private static final double CONFIDENCE = 1.96;

    private final MetisSettings settings;
    private final ModelSpace space;
    private final Samples samples;
    private GaussianProcess model;

    private final List<Point> elite;

    /**
     * Chooses by a model.
     *
     * @param elite the points of the best trials, best first
     */
    Chooser(MetisSettings settings, ModelSpace space, Surrogate.Model known, List<Point> elite) {
        this.settings = settings;
        this.space = space;
        this.samples = known.samples();
        this.model = known.process();
        this.elite = List.copyOf(elite);
    }

    /** Takes a point that is being evaluated for as good as expected. */
    void believe(Point point) {
        model = model.with(point, model.mean(point));
    }

    /** A point to evaluate; nothing when every point of a finite space was seen. */
    Optional<Point> choose(SeenPoints seen, RandomGenerator random) {
        PointSearch search = new PointSearch(space, seen, random);
        Optional<Point> optimum = search.best(point -> -model.mean(point), elite, settings.startingPoints());
        if (optimum.isEmpty() || !settings.candidates() || random.nextDouble() >= settings.explorationProbability()) {
            return optimum;
        }
        double best = samples.points().stream().mapToDouble(model::mean).min().orElseThrow();
        List<Point> candidates = new ArrayList<>();
        search.best(
                        point -> ExpectedImprovement.log(model.mean(point), model.deviation(point), best),
                        elite,
                        settings.startingPoints())
                .ifPresent(candidates::add);
        search.best(model::deviation, List.of(), settings.startingPoints()).ifPresent(candidates::add);
        if (settings.resampling()) {
            outlier().ifPresent(candidates::add);
        }
        return mostTelling(candidates, optimum.get());
    }

    /** The point whose losses are least like what is expected of them, if any are unlikely. */
    private Optional<Point> outlier() {
        List<Point> points = samples.points();
        if (points.size() < MIN_RESAMPLING_POINTS) {
            return Optional.empty();
        }
        double[] medians = samples.medians();
        double largest = CONFIDENCE * model.noise();
        Optional<Point> outlier = Optional.empty();
        for (int i = 0; i < medians.length; i++) {
            double error = Math.abs(medians[i] - model.mean(points.get(i)));
            if (error > largest && samples.count(points.get(i)) < MAX_SAMPLES) {
                largest = error;
                outlier = Optional.of(points.get(i));
            }
        }
        return outlier;
    }

    /** The candidate that is expected to bring the lowest mean of the model, wherever it is, down most. */
    private Optional<Point> mostTelling(List<Point> candidates, Point optimum) {
        Optional<Point> choice = Optional.empty();
        double lowest = Double.POSITIVE_INFINITY;
        for (Point candidate : candidates) {
            double mean = model.mean(candidate);
            double margin = CONFIDENCE * model.deviation(candidate);
            double expected =
                    (lowestMean(candidate, mean - margin, optimum) + lowestMean(candidate, mean + margin, optimum)) / 2;
            if (expected < lowest) {
                lowest = expected;
                choice = Optional.of(candidate);
            }
        }
        return choice.isPresent() ? choice : Optional.of(optimum);
    }

    private double lowestMean(Point candidate, double value, Point optimum) {
        GaussianProcess assumed = model.with(candidate, value);
        double known =
                samples.points().stream().mapToDouble(assumed::mean).min().orElseThrow();
        return Math.min(known, Math.min(assumed.mean(candidate), assumed.mean(optimum)));
    }
}
