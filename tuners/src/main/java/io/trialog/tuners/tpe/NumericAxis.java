package io.trialog.tuners.tpe;

import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Normal kernels truncated to [0, 1]; the prior is uniform. For stepped dimensions the density of a coordinate is the mean
 * density of its cell, so that integers are compared by probability mass.
 *
 * <p>Kernels of equal means are computed once: stepped dimensions have few different ones.
 */
final class NumericAxis implements Axis {

    private static final int ABSENT = -1;

    private final NumericDimension dimension;
    private final double deviation;
    private final double[] means;
    private final double[] logNorms;

    /** By component: the place of its kernel in the arrays above. */
    private final int[] kernels;

    NumericAxis(NumericDimension dimension, List<Point> points, double deviation) {
        this.dimension = dimension;
        this.deviation = deviation;
        means = points.stream()
                .filter(point -> point.has(dimension))
                .mapToDouble(point -> point.at(dimension))
                .sorted()
                .distinct()
                .toArray();
        logNorms = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            double within = Gaussian.between(-means[i] / deviation, (1 - means[i]) / deviation);
            logNorms[i] = Gaussian.LOG_DENSITY_AT_0 - Math.log(deviation * within);
        }
        kernels = new int[points.size() + 1];
        Arrays.fill(kernels, ABSENT);
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).has(dimension)) {
                kernels[i] = Arrays.binarySearch(means, points.get(i).at(dimension));
            }
        }
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        int kernel = kernels[component];
        return kernel == ABSENT ? random.nextDouble() : Gaussian.truncated(means[kernel], deviation, random);
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        double[] logs = logDensities(coordinate);
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i] != ABSENT) {
                logDensities[i] += logs[kernels[i]];
            }
        }
    }

    private double[] logDensities(double coordinate) {
        double start = dimension.cellStart(coordinate);
        double end = dimension.cellEnd(coordinate);
        double[] logs = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            double bell = end > start ? logAverageBell(means[i], start, end) : logBell(means[i], coordinate);
            logs[i] = logNorms[i] + bell;
        }
        return logs;
    }

    /** The logarithm of a kernel's bell, 1 at its mean. */
    private double logBell(double mean, double coordinate) {
        double z = (coordinate - mean) / deviation;
        return -z * z / 2;
    }

    /** The logarithm of a kernel's bell averaged over a cell. */
    private double logAverageBell(double mean, double start, double end) {
        double mass = Gaussian.between((start - mean) / deviation, (end - mean) / deviation);
        double average = mass * deviation / (end - start);
        return Math.log(Math.max(average, Double.MIN_NORMAL)) - Gaussian.LOG_DENSITY_AT_0;
    }
}
