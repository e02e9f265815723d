package io.trialog.tuners.tpe;

import io.trialog.tuners.normal.NormalTail;
import java.util.random.RandomGenerator;

/** The normal distribution, as far as kernels need it: fast, and safe in the tails. */
final class Gaussian {

    /** The logarithm of 1 / sqrt(2 pi). */
    static final double LOG_DENSITY_AT_0 = -0.5 * Math.log(2 * Math.PI);

    private static final int MAX_DRAWS = 1000;
    private static final double INVISIBLE = 8.3;

    private Gaussian() {}

    /** The probability of a value between two, {@code low <= high}. */
    static double between(double low, double high) {
        // in the upper tail both are nearly 1: mirror them, so that the small difference keeps its digits
        return low > 0
                ? NormalTail.cumulative(-low) - NormalTail.cumulative(-high)
                : NormalTail.cumulative(high) - NormalTail.cumulative(low);
    }

    /** The logarithm of the density at its mean of a distribution that is truncated to [0, 1]; the mean lies within. */
    static double logNorm(double mean, double deviation) {
        double outside = tailBeyond(mean / deviation) + tailBeyond((1 - mean) / deviation);
        return LOG_DENSITY_AT_0 - Math.log(deviation * (1 - outside));
    }

    /** The probability of a value above {@code z}, 0 or more; 0 when it is too small to change 1. */
    private static double tailBeyond(double z) {
        return z > INVISIBLE ? 0 : NormalTail.beyond(z);
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
