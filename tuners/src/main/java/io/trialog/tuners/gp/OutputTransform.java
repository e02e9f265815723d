package io.trialog.tuners.gp;

import java.util.Arrays;

/**
 * A monotone change of results that makes them look more like a Gaussian process: none, or the logarithm of the distance from
 * the best one, at a scale relative to that of the median (warped processes: Snelson et al., NIPS 2003; Cowen-Rivers et al.,
 * "HEBO", arXiv:2012.03826). Which one is decided by the evidence.
 */
enum OutputTransform {
    /** As they are. */
    NONE(Double.NaN),
    /** Logarithmic beyond the median. */
    LOG(1),
    /** Logarithmic over most of the range. */
    STRONG_LOG(0.1);

    private static final int OLDEST = 10;
    private static final double SMALLEST = 1e-12;

    private final double share;

    OutputTransform(double share) {
        this.share = share;
    }

    /**
     * Changed results.
     *
     * @param values one for each result, mean 0 and variance 1
     * @param logJacobian the logarithm of the determinant of the derivative, to compare likelihoods of different changes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Changed(double[] values, double logJacobian) {}

    /** Whether it makes a difference for these values, oldest first. */
    boolean applies(double[] values) {
        return this == NONE || scale(values) > SMALLEST * Math.max(1, Math.abs(smallest(values)));
    }

    /**
     * The scale of logarithms, by the oldest values: those of all would shrink with every result next to the best one, and the
     * model would go on for ever to look at ever smaller differences between these.
     */
    private double scale(double[] values) {
        double[] oldest = Arrays.copyOf(values, Math.min(values.length, OLDEST));
        Arrays.sort(oldest);
        return share * (oldest[oldest.length / 2] - smallest(values));
    }

    private static double smallest(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** Changes results, given oldest first. */
    Changed apply(double[] values) {
        double[] changed = values.clone();
        double logJacobian = 0;
        if (this != NONE && applies(values)) {
            double smallest = smallest(values);
            double scale = scale(values);
            for (int i = 0; i < values.length; i++) {
                double distance = values[i] - smallest;
                changed[i] = Math.log1p(distance / scale);
                logJacobian -= Math.log(scale + distance);
            }
        }
        double mean = 0;
        for (double value : changed) {
            mean += value / changed.length;
        }
        double variance = 0;
        for (double value : changed) {
            variance += (value - mean) * (value - mean) / changed.length;
        }
        double deviation = Math.sqrt(variance);
        deviation = deviation > 1e-12 * Math.max(1e-100, Math.abs(mean)) ? deviation : 1;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (changed[i] - mean) / deviation;
        }
        return new Changed(changed, logJacobian - changed.length * Math.log(deviation));
    }
}
