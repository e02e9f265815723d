package io.trialog.tuners.candidate;

/** The logarithm of the expected improvement, in a form that does not underflow far from the best (arXiv:2310.20708). */
public final class ExpectedImprovement {

    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private ExpectedImprovement() {}

    /**
     * How much smaller than the best a value is expected to be: the logarithm of it.
     *
     * @param mean of the value, which is normally distributed
     * @param deviation of the value, 0 or more
     * @param best the smallest value so far
     */
    public static double log(double mean, double deviation, double best) {
        double safe = Math.max(deviation, 1e-12);
        return Math.log(safe) + logStandard((best - mean) / safe);
    }

    /** The logarithm of {@code density(z) + z * cumulative(z)}. */
    private static double logStandard(double z) {
        if (z > -5) {
            return Math.log(Math.exp(-z * z / 2 - LOG_ROOT_TWO_PI) + z * cumulative(z));
        }
        // density(z) (1 - |z| millsRatio(|z|)), of which the asymptotic series begins 1/z^2 - 3/z^4 + 15/z^6
        double square = z * z;
        return -square / 2 - LOG_ROOT_TWO_PI + Math.log((1 - 3 / square + 15 / (square * square)) / square);
    }

    /** The standard normal distribution function by Marsaglia's series ("Evaluating the normal distribution", 2004). */
    static double cumulative(double z) {
        if (z > 8) {
            return 1;
        }
        double term = z;
        double sum = z;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2 - LOG_ROOT_TWO_PI);
    }
}
