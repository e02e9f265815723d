package io.trialog.tuners.tpe;

import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Normal kernels truncated to [0, 1]; the prior is uniform. For stepped dimensions the density of a coordinate is the mean
 * density of its cell, so that integers are compared by probability mass.
 */
final class NumericAxis implements Axis {

    private final NumericDimension dimension;
    private final double[] means;
    private final double deviation;
    private final double[] logNorms;

    NumericAxis(NumericDimension dimension, List<Point> points, double deviation) {
        this.dimension = dimension;
        this.deviation = deviation;
        means = new double[points.size() + 1];
        logNorms = new double[means.length];
        means[points.size()] = Double.NaN;
        for (int i = 0; i < points.size(); i++) {
            means[i] = points.get(i).at(dimension);
            double within = Gaussian.between(-means[i] / deviation, (1 - means[i]) / deviation);
            logNorms[i] = Gaussian.LOG_DENSITY_AT_0 - Math.log(deviation * within);
        }
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        double mean = means[component];
        return Double.isNaN(mean) ? random.nextDouble() : Gaussian.truncated(mean, deviation, random);
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        double start = dimension.cellStart(coordinate);
        double end = dimension.cellEnd(coordinate);
        for (int i = 0; i < means.length; i++) {
            if (!Double.isNaN(means[i])) {
                logDensities[i] += logNorms[i] + logBell(i, coordinate, start, end);
            }
        }
    }

    /** The logarithm of the kernel's bell, 1 at its mean, at a coordinate or averaged over its cell. */
    private double logBell(int component, double coordinate, double start, double end) {
        double mean = means[component];
        if (end <= start) {
            double z = (coordinate - mean) / deviation;
            return -z * z / 2;
        }
        double mass = Gaussian.between((start - mean) / deviation, (end - mean) / deviation);
        double average = mass * deviation / (end - start);
        return Math.log(Math.max(average, Double.MIN_NORMAL)) - Gaussian.LOG_DENSITY_AT_0;
    }
}
