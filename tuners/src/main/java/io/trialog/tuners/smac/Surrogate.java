package io.trialog.tuners.smac;

import io.trialog.tuners.candidate.ExpectedImprovement;
import io.trialog.tuners.forest.ForestSettings;
import io.trialog.tuners.forest.Prediction;
import io.trialog.tuners.forest.RandomForest;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is known of a space: a forest of results, and when trials failed a forest of failures (Lee et al., "Optimization
 * subject to hidden constraints via statistical emulation", 2011: expected improvement times the probability of success).
 */
final class Surrogate {

    private static final double MIN_DEVIATION = 1e-3;

    /** No failure is certain. */
    private static final double MAX_CERTAINTY = 0.99;

    private final RandomForest results;
    private final Optional<RandomForest> failures;
    private final List<Point> points;
    private final double best;

    private Surrogate(RandomForest results, Optional<RandomForest> failures, List<Point> points) {
        this.results = results;
        this.failures = failures;
        this.points = points;
        double lowest = Double.POSITIVE_INFINITY;
        for (Point point : points) {
            lowest = Math.min(lowest, results.mean(point.coordinates()));
        }
        this.best = lowest;
    }

    /** Learns from a history with at least one result. */
    static Surrogate of(History history, SmacSettings settings, RandomGenerator random) {
        int[] categories = categories(history.space());
        List<Trial> lessons = Lessons.of(history);
        List<Trial> usable = lessons.stream().filter(Trial::isUsable).sorted().toList();
        ForestSettings forest = ForestSettings.smac(settings.trees());
        RandomForest results = RandomForest.fit(categories, inputs(usable), Targets.of(usable), forest, random);
        Optional<RandomForest> failures = usable.size() == lessons.size()
                ? Optional.empty()
                : Optional.of(RandomForest.fit(categories, inputs(lessons), failures(lessons), forest, random));
        return new Surrogate(
                results, failures, usable.stream().map(Trial::point).toList());
    }

    private static int[] categories(ModelSpace space) {
        return space.dimensions().stream()
                .mapToInt(dimension -> dimension instanceof CategoricalDimension categorical ? categorical.size() : 0)
                .toArray();
    }

    private static double[][] inputs(List<Trial> trials) {
        return trials.stream().map(trial -> trial.point().coordinates()).toArray(double[][]::new);
    }

    private static double[] failures(List<Trial> trials) {
        return trials.stream().mapToDouble(trial -> trial.isUsable() ? 0 : 1).toArray();
    }

    /** The forest of results. */
    RandomForest results() {
        return results;
    }

    /** The points of the results, best first. */
    List<Point> points() {
        return points;
    }

    /** The logarithm of the expected improvement at a point that may fail. */
    double logImprovement(double[] input) {
        Prediction prediction = results.predict(input);
        double deviation = Math.max(MIN_DEVIATION, Math.sqrt(prediction.variance()));
        double improvement = ExpectedImprovement.log(prediction.mean(), deviation, best);
        return improvement
                + failures.map(forest -> Math.log(1 - MAX_CERTAINTY * forest.mean(input)))
                        .orElse(0.0);
    }
}
