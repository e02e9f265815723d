package io.trialog.tuners.cmaes;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is known of where good points lie: one normal distribution over all numeric dimensions and one of categories for each
 * categorical dimension. An individual has a coordinate for each dimension, those that its categories make inactive too, so
 * that they keep their spread while nothing is learnt about them. Mutable.
 */
final class Population {

    private static final int MAX_REDRAWS = 10;

    private final List<NumericDimension> numeric;
    private final Map<CategoricalDimension, Categories> categorical = new LinkedHashMap<>();
    private final Rates rates;
    private final Gaussian gaussian;
    private final double margin;

    /** Around a point, which may lack coordinates. */
    Population(ModelSpace space, Point centre, double sigma, int lambda) {
        this.numeric = space.dimensions().stream()
                .filter(NumericDimension.class::isInstance)
                .map(NumericDimension.class::cast)
                .toList();
        this.rates = Rates.of(numeric.size(), lambda);
        double[] mean = numeric.stream()
                .mapToDouble(dimension -> centre.has(dimension) ? centre.at(dimension) : 0.5)
                .toArray();
        this.gaussian = new Gaussian(mean, sigma, rates);
        this.margin = 1.0 / (Math.max(1, numeric.size()) * lambda);
        int categories = space.dimensions().size() - numeric.size();
        for (Dimension dimension : space.dimensions()) {
            if (dimension instanceof CategoricalDimension category) {
                categorical.put(category, new Categories(category, categories, rates.muEff()));
            }
        }
    }

    int lambda() {
        return rates.lambda();
    }

    /** An individual of the distribution, by the index of the dimension. */
    double[] draw(RandomGenerator random) {
        double[] x = gaussian.draw(random);
        for (int i = 0; i < MAX_REDRAWS && !isInside(x); i++) {
            x = gaussian.draw(random);
        }
        double[] individual = new double[numeric.size() + categorical.size()];
        for (int i = 0; i < x.length; i++) {
            double inside = Math.min(1, Math.max(0, x[i]));
            individual[numeric.get(i).index()] = moved(i, inside, random);
        }
        categorical.forEach((dimension, categories) -> individual[dimension.index()] = categories.draw(random));
        return individual;
    }

    private static boolean isInside(double[] x) {
        return Arrays.stream(x).allMatch(coordinate -> coordinate >= 0 && coordinate <= 1);
    }

    /**
     * A stepped coordinate, which leaves the mean's cell now and then though the distribution has become narrower than it: the margin of Hamano et
     * al. (arXiv:2205.13482), which keeps the probability at 1/(d lambda), here by a move to a neighbour instead of a correction of mean and
     * variance.
     */
    private double moved(int i, double x, RandomGenerator random) {
        NumericDimension dimension = numeric.get(i);
        if (!dimension.isStepped()) {
            return x;
        }
        double mean = dimension.snap(gaussian.mean(i));
        double low = dimension.cellStart(mean);
        double high = dimension.cellEnd(mean);
        boolean isNarrow = Math.min(gaussian.mean(i) - low, high - gaussian.mean(i)) > 2 * gaussian.deviation(i);
        if (!isNarrow || dimension.snap(x) != mean || random.nextDouble() >= margin) {
            return x;
        }
        double neighbour = random.nextBoolean() ? dimension.snap(high + 1e-9) : dimension.snap(low - 1e-9);
        return Math.min(1, Math.max(0, neighbour));
    }

    /** The individual of a point that was not drawn here: the mean where the point has no coordinate. */
    double[] individual(Point point) {
        double[] individual = new double[numeric.size() + categorical.size()];
        for (int i = 0; i < numeric.size(); i++) {
            NumericDimension dimension = numeric.get(i);
            individual[dimension.index()] = point.has(dimension) ? point.at(dimension) : gaussian.mean(i);
        }
        categorical.keySet().forEach(dimension -> individual[dimension.index()] = point.at(dimension));
        return individual;
    }

    /**
     * Moves towards the best of a generation.
     *
     * @param usable those that have a value, best first, at least one
     * @param points what was evaluated, in the same order; tells which dimensions were active
     */
    void update(List<double[]> usable, List<Point> points) {
        double[] weights = rates.weights(usable.size());
        if (!numeric.isEmpty()) {
            List<double[]> best = new ArrayList<>();
            for (double[] individual : usable.subList(0, weights.length)) {
                best.add(numeric.stream()
                        .mapToDouble(dimension -> individual[dimension.index()])
                        .toArray());
            }
            gaussian.update(best, weights);
        }
        learnCategories(points);
    }

    /** Learns from start-up points, best first, which categories are promising. */
    void learnCategories(List<Point> points) {
        double[] weights = rates.weights(points.size());
        categorical.forEach((dimension, categories) -> categories.update(
                points.stream().map(point -> point.at(dimension)).toList(), weights));
    }

    /** Whether it has shrunk to a point or degenerated, so that further generations would change nothing. */
    boolean isSpent(double smallestStep) {
        return !numeric.isEmpty() && (gaussian.widest() < smallestStep || gaussian.condition() > 1e14);
    }
}
