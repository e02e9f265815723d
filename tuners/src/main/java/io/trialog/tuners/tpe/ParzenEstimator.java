package io.trialog.tuners.tpe;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A density over a model space: a mixture with a component for each of some points, which is a product of kernels over the
 * dimensions, and one component for the prior. It is joint: what goes together in a point stays together.
 */
final class ParzenEstimator {

    private final ModelSpace space;
    private final Axis[] axes;
    private final double[] logWeights;
    private final double[] cumulativeWeights;

    /**
     * @param points the points, oldest first
     * @param weights their weights
     * @param priorWeight the prior's weight
     */
    ParzenEstimator(ModelSpace space, List<Point> points, double[] weights, double priorWeight) {
        this.space = space;
        int components = points.size() + 1;
        logWeights = new double[components];
        cumulativeWeights = new double[components];
        double sum = 0;
        for (int i = 0; i < components; i++) {
            sum += i < points.size() ? weights[i] : priorWeight;
            cumulativeWeights[i] = sum;
        }
        for (int i = 0; i < components; i++) {
            logWeights[i] = Math.log((i < points.size() ? weights[i] : priorWeight) / sum);
        }
        axes = axes(points, priorWeight);
    }

    private Axis[] axes(List<Point> points, double priorWeight) {
        double coordinates = points.stream()
                .mapToLong(
                        point -> space.dimensions().stream().filter(point::has).count())
                .average()
                .orElse(1);
        Axis[] all = new Axis[space.dimensions().size()];
        for (Dimension dimension : space.dimensions()) {
            double present = (double)
                    points.stream().filter(point -> point.has(dimension)).count();
            all[dimension.index()] = dimension instanceof NumericDimension numeric
                    ? new NumericAxis(numeric, points, Bandwidths.of(present, coordinates))
                    : new CategoricalAxis((CategoricalDimension) dimension, points, priorWeight);
        }
        return all;
    }

    /** Draws a point. */
    Point sample(RandomGenerator random) {
        double target = random.nextDouble() * cumulativeWeights[cumulativeWeights.length - 1];
        int component = 0;
        while (component < cumulativeWeights.length - 1 && cumulativeWeights[component] <= target) {
            component++;
        }
        int chosen = component;
        return space.choose(dimension -> axes[dimension.index()].sample(chosen, random));
    }

    /** The logarithm of the density at a point. */
    double logDensity(Point point) {
        double[] logs = logWeights.clone();
        for (Dimension dimension : space.dimensions()) {
            if (point.has(dimension)) {
                axes[dimension.index()].addLogDensities(point.at(dimension), logs);
            }
        }
        double max = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            max = Math.max(max, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - max);
        }
        return max + Math.log(sum);
    }
}
