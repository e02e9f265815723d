package io.trialog.tuners.smac;

import org.hipparchus.special.Erf;

/**
 * The logarithm of the expected improvement (Jones, Schonlau, Welch, "Efficient global optimization of expensive black-box
 * functions", 1998), which tells points apart where the improvement itself underflows (Ament et al., "Unexpected improvements
 * to expected improvement", NeurIPS 2023).
 */
final class ExpectedImprovement {

    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double FAR = -6;

    private ExpectedImprovement() {}

    /**
     * Its logarithm for a normally distributed loss.
     *
     * @param best the loss to fall below
     * @param deviation the standard deviation, above 0
     */
    static double log(double best, double mean, double deviation) {
        double z = (best - mean) / deviation;
        double logDensity = -z * z / 2 - LOG_ROOT_TWO_PI;
        if (z < FAR) {
            return Math.log(deviation) + logDensity - 2 * Math.log(-z); // the first term of the asymptotic series
        }
        double cumulative = Erf.erfc(-z / Math.sqrt(2)) / 2;
        return Math.log(deviation) + Math.log(Math.exp(logDensity) + z * cumulative);
    }
}
