package io.trialog.tuners.candidate;

import io.trialog.tuners.normal.NormalTail;

/** The logarithm of the expected improvement, in a form that does not underflow far from the best (arXiv:2310.20708). */
public final class ExpectedImprovement {

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
        return Math.log(safe) + NormalTail.logImprovement((best - mean) / safe);
    }
}
