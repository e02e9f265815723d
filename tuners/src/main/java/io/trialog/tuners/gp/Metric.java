package io.trialog.tuners.gp;

import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;

/**
 * How far apart two points are along each dimension. Numbers: the squared difference of the coordinates. Categories: 0 when
 * equal, else 1 (Hamming). Conditional dimensions: 0 when inactive in both points, a constant when inactive in one, so that
 * they compare only where both have them (the idea of Hutter and Osborne, "A kernel for hierarchical parameter spaces",
 * arXiv:1310.5738).
 */
final class Metric {

    /** A little more than the mean squared distance of two coordinates, 1/6. */
    private static final double ONE_INACTIVE = 0.25;

    private final boolean[] numeric;

    Metric(ModelSpace space) {
        numeric = new boolean[space.dimensions().size()];
        for (Dimension dimension : space.dimensions()) {
            numeric[dimension.index()] = dimension instanceof NumericDimension;
        }
    }

    /** The number of dimensions. */
    int size() {
        return numeric.length;
    }

    /** The squared distance along one dimension. */
    double squared(int dimension, double a, double b) {
        double difference = a - b;
        if (Double.isNaN(difference)) { // at least one is absent: not-a-number
            return Double.isNaN(a) && Double.isNaN(b) ? 0 : ONE_INACTIVE;
        }
        return numeric[dimension] ? difference * difference : difference == 0 ? 0 : 1;
    }

    /** The sum of the squared distances, weighted. */
    double squared(double[] weights, double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < numeric.length; i++) {
            sum += weights[i] * squared(i, a[i], b[i]);
        }
        return sum;
    }

    /** Half the derivative of the squared distance along one dimension by {@code a}. */
    double halfSlope(int dimension, double a, double b) {
        double difference = a - b;
        return numeric[dimension] && !Double.isNaN(difference) ? difference : 0;
    }
}
