package io.trialog.tuners.tpe;

import java.util.random.RandomGenerator;

/** The normal distribution, as far as kernels need it: fast, and safe in the tails. */
final class Gaussian {

    /** The logarithm of 1 / sqrt(2 pi). */
    static final double LOG_DENSITY_AT_0 = -0.5 * Math.log(2 * Math.PI);

    private static final int MAX_DRAWS = 1000;
    private static final double[] NUMERATOR = {
        3.52624965998911e-2,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] DENOMINATOR = {
        8.83883476483184e-2,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };
    private static final double INVISIBLE = 8.3;
    private static final double LARGE = 7.07106781186547;

    private Gaussian() {}

    /**
     * The probability of a value below {@code z}, to 1e-15 and in the tails to 7 digits: algorithm 5666 of Hart et al., "Computer Approximations"
     * (1968), in the form of West, "Better approximations to cumulative normal functions" (Wilmott Magazine, 2005).
     */
    static double cumulative(double z) {
        double tail = upperTail(Math.abs(z));
        return z > 0 ? 1 - tail : tail;
    }

    private static double upperTail(double z) {
        double bell = Math.exp(-z * z / 2);
        if (z < LARGE) {
            return bell * polynomial(NUMERATOR, z) / polynomial(DENOMINATOR, z);
        }
        double fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
        return bell / fraction / Math.sqrt(2 * Math.PI);
    }

    private static double polynomial(double[] coefficients, double z) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * z + coefficient;
        }
        return sum;
    }

    /** The probability of a value between two, {@code low <= high}. */
    static double between(double low, double high) {
        // in the upper tail both are nearly 1: mirror them, so that the small difference keeps its digits
        return low > 0 ? cumulative(-low) - cumulative(-high) : cumulative(high) - cumulative(low);
    }

    /** The logarithm of the density at its mean of a distribution that is truncated to [0, 1]; the mean lies within. */
    static double logNorm(double mean, double deviation) {
        double outside = tailBeyond(mean / deviation) + tailBeyond((1 - mean) / deviation);
        return LOG_DENSITY_AT_0 - Math.log(deviation * (1 - outside));
    }

    /** The probability of a value above {@code z}, 0 or more; 0 when it is too small to change 1. */
    private static double tailBeyond(double z) {
        return z > INVISIBLE ? 0 : upperTail(z);
    }

    /** A value of the distribution of this mean and deviation, truncated to [0, 1]; the mean lies within. */
    static double truncated(double mean, double deviation, RandomGenerator random) {
        double value = Double.NaN;
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            value = mean + deviation * random.nextGaussian();
            if (value >= 0 && value <= 1) {
                return value;
            }
        }
        return Math.min(Math.max(value, 0), 1); // never in practice: a draw lies within at 1 in 6 or better
    }
}
