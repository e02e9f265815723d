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
 *
 * <p>A density at a point costs O(n d) for n points of d coordinates. For one thread, as it computes in an array of its own.
 */
public final class ParzenEstimator {

    /** Components that are less likely than the likeliest by more than this add nothing that a double can hold. */
    private static final double NEGLIGIBLE = -37;

    private final ModelSpace space;
    private final Axis[] axes;
    private final double[] logWeights;
    private final double[] cumulativeWeights;
    private final double[] logs;

    /**
     * The density of some points.
     *
     * @param weights the points' weights
     * @param priorWeight the prior's weight
     * @param bandwidths how wide the kernels are
     */
    public ParzenEstimator(
            ModelSpace space, List<Point> points, double[] weights, double priorWeight, Bandwidths bandwidths) {
        this.space = space;
        int components = points.size() + 1;
        logs = new double[components];
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
        axes = axes(points, priorWeight, bandwidths);
    }

    private Axis[] axes(List<Point> points, double priorWeight, Bandwidths bandwidths) {
        int dimensions = space.dimensions().size();
        double[][] coordinates = new double[dimensions][points.size()];
        int[] present = new int[dimensions];
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            for (int j = 0; j < dimensions; j++) {
                coordinates[j][i] = point.at(j);
                present[j] += Double.isNaN(coordinates[j][i]) ? 0 : 1;
            }
        }
        double total = 0;
        for (int count : present) {
            total += count;
        }
        double average = points.isEmpty() ? 1 : total / points.size();
        Axis[] all = new Axis[dimensions];
        LogNorms norms = new LogNorms(bandwidths.of(points.size(), average), points.size());
        for (Dimension dimension : space.dimensions()) {
            int j = dimension.index();
            if (dimension instanceof CategoricalDimension categorical) {
                all[j] = new CategoricalAxis(categorical, coordinates[j], priorWeight);
            } else {
                LogNorms own = present[j] == points.size()
                        ? norms
                        : new LogNorms(bandwidths.of(present[j], average), present[j]);
                NumericDimension numeric = (NumericDimension) dimension;
                all[j] = numeric.isStepped()
                        ? new SteppedAxis(numeric, coordinates[j], own)
                        : new ContinuousAxis(coordinates[j], own);
            }
        }
        return all;
    }

    /** Draws a point. */
    public Point sample(RandomGenerator random) {
        double target = random.nextDouble() * cumulativeWeights[cumulativeWeights.length - 1];
        int component = 0;
        while (component < cumulativeWeights.length - 1 && cumulativeWeights[component] <= target) {
            component++;
        }
        int chosen = component;
        return space.choose(dimension -> axes[dimension.index()].sample(chosen, random));
    }

    /** The logarithm of the density at a point. */
    public double logDensity(Point point) {
        System.arraycopy(logWeights, 0, logs, 0, logs.length);
        for (int j = 0; j < axes.length; j++) {
            double coordinate = point.at(j);
            if (!Double.isNaN(coordinate)) {
                axes[j].addLogDensities(coordinate, logs);
            }
        }
        double max = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            max = Math.max(max, log);
        }
        double sum = 0;
        for (double log : logs) {
            if (log - max > NEGLIGIBLE) {
                sum += Math.exp(log - max);
            }
        }
        return max + Math.log(sum);
    }
}
