package io.trialog.tuners.gp;

import io.trialog.tuners.normal.NormalTail;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much is to be gained by evaluating a point, averaged over the alternatives of a {@link Posterior}. Larger is better; only
 * the order means something.
 */
final class Acquisition {

    /** Kinds of gain. */
    enum Utility {
        /** The logarithm of the expected improvement on the best mean. */
        EI {
            @Override
            double of(double z) {
                return NormalTail.logImprovement(z);
            }

            @Override
            double slope(double z) {
                return NormalTail.logImprovementSlope(z);
            }
        },
        /** The logarithm of the probability of an improvement on the best mean. */
        POI {
            @Override
            double of(double z) {
                return NormalTail.logCumulative(z);
            }

            @Override
            double slope(double z) {
                return NormalTail.logCumulativeSlope(z);
            }
        },
        /** How low the value may be: the lower confidence bound. */
        UCB {
            @Override
            double of(double z) {
                return z;
            }

            @Override
            double slope(double z) {
                return 1;
            }
        };

        /** The utility of a mean that lies {@code z} deviations below the best; without the factor of the deviation. */
        abstract double of(double z);

        abstract double slope(double z);
    }

    private static final double LITTLE = Math.log(0.001);

    private final Posterior posterior;
    private final Utility utility;
    private final double kappa;
    private final double[] targets; // by alternative

    /**
     * Gains by a posterior.
     *
     * @param kappa for UCB: how many deviations below the mean
     * @param targets by alternative: what is to be improved on
     */
    Acquisition(Posterior posterior, Utility utility, double kappa, double[] targets) {
        this.posterior = posterior;
        this.utility = utility;
        this.kappa = kappa;
        this.targets = targets;
    }

    /** The gain at a point. */
    double at(double[] point) {
        return evaluate(point, null);
    }

    /** The gain at a point; fills in its derivative by the coordinates, 0 where there is none. */
    double at(double[] point, double[] gradient) {
        return evaluate(point, gradient);
    }

    /** Whether a gain is not worth a trial: an expected improvement by a thousandth of the deviation of the results. */
    boolean isLittle(double gain) {
        return utility == Utility.EI && gain < LITTLE;
    }

    private double evaluate(double[] point, double @Nullable [] gradient) {
        Posterior.Prediction prediction = posterior.predict(point);
        double deviation = Math.sqrt(prediction.variance());
        int n = targets.length;
        if (utility == Utility.UCB) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += prediction.mean(i) / n;
            }
            if (gradient != null) {
                double[] factors = new double[n];
                Arrays.fill(factors, -1.0 / n);
                copy(prediction.gradient(factors, kappa / (2 * deviation)), gradient);
            }
            return kappa * deviation - mean;
        }
        double[] z = new double[n];
        double[] gains = new double[n];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            z[i] = (targets[i] - prediction.mean(i)) / deviation;
            gains[i] = utility.of(z[i]);
            largest = Math.max(largest, gains[i]);
        }
        double sum = 0;
        for (double gain : gains) {
            sum += Math.exp(gain - largest);
        }
        double size = utility == Utility.EI ? 1 : 0; // of an improvement: in deviations
        if (gradient != null) {
            double byDeviation = size / deviation;
            double[] factors = new double[n];
            for (int i = 0; i < n; i++) {
                double slope = Math.exp(gains[i] - largest) / sum * utility.slope(z[i]) / deviation;
                factors[i] = -slope;
                byDeviation -= slope * z[i];
            }
            copy(prediction.gradient(factors, byDeviation / (2 * deviation)), gradient);
        }
        return largest + Math.log(sum / n) + size * Math.log(deviation);
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
