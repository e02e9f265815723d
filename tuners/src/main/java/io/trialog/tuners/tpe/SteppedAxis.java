package io.trialog.tuners.tpe;

import io.trialog.tuners.space.NumericDimension;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Normal kernels truncated to [0, 1] for a dimension whose values come in steps; the prior is uniform. The density of a
 * coordinate is the mean density of its cell, so that integers are compared by probability mass.
 *
 * <p>Kernels of equal means are computed once, as there are few different ones.
 */
final class SteppedAxis implements Axis {

    private static final int ABSENT = -1;

    /** Cells of less than this many deviations have nearly the density of their middle: wrong by 1 % at the mean. */
    private static final double NARROW = 0.5;

    private final NumericDimension dimension;
    private final double deviation;
    private final double[] means;
    private final double[] logNorms;
    private final double[] logs;

    /** By component: the place of its kernel in the arrays above. */
    private final int[] kernels;

    /** Kernels around coordinates, not-a-number where absent, and the prior. */
    SteppedAxis(NumericDimension dimension, double[] coordinates, LogNorms norms) {
        this.dimension = dimension;
        deviation = norms.deviation();
        means = distinct(coordinates);
        logs = new double[means.length];
        logNorms = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            logNorms[i] = norms.at(means[i]);
        }
        kernels = new int[coordinates.length + 1];
        for (int i = 0; i < coordinates.length; i++) {
            kernels[i] = Double.isNaN(coordinates[i]) ? ABSENT : Arrays.binarySearch(means, coordinates[i]);
        }
        kernels[coordinates.length] = ABSENT;
    }

    /** The different coordinates, ascending, without those that are absent. */
    private static double[] distinct(double[] coordinates) {
        double[] sorted = coordinates.clone();
        Arrays.sort(sorted); // not-a-number comes last
        int count = 0;
        for (double coordinate : sorted) {
            if (!Double.isNaN(coordinate) && (count == 0 || coordinate > sorted[count - 1])) {
                sorted[count++] = coordinate;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        int kernel = kernels[component];
        return kernel == ABSENT ? random.nextDouble() : Gaussian.truncated(means[kernel], deviation, random);
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        double start = dimension.cellStart(coordinate);
        double end = dimension.cellEnd(coordinate);
        if (end - start < NARROW * deviation) {
            fillByMiddle((start + end) / 2);
        } else {
            fillByMass(start, end);
        }
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i] != ABSENT) {
                logDensities[i] += logs[kernels[i]];
            }
        }
    }

    private void fillByMiddle(double middle) {
        double precision = 1 / deviation;
        for (int i = 0; i < means.length; i++) {
            double z = (middle - means[i]) * precision;
            logs[i] = logNorms[i] - 0.5 * z * z;
        }
    }

    private void fillByMass(double start, double end) {
        for (int i = 0; i < means.length; i++) {
            double mass = Gaussian.between((start - means[i]) / deviation, (end - means[i]) / deviation);
            double average = mass * deviation / (end - start);
            logs[i] = logNorms[i] + Math.log(Math.max(average, Double.MIN_NORMAL)) - Gaussian.LOG_DENSITY_AT_0;
        }
    }
}
