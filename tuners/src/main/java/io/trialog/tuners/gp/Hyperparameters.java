package io.trialog.tuners.gp;

import java.util.Arrays;

/**
 * What is fitted of a Gaussian process over n dimensions.
 *
 * @param weights one for each dimension: 1 / lengthscale^2
 * @param scale the variance of the function
 * @param noise the variance of the noise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hyperparameters(double[] weights, double scale, double noise) {

    private static final double LIMIT = 25;

    /** Those of logarithms: of the weights, the scale and the noise above its floor. */
    static Hyperparameters ofLogarithms(double[] logarithms, double noiseFloor) {
        int n = logarithms.length - 2;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = exp(logarithms[i]);
        }
        return new Hyperparameters(weights, exp(logarithms[n]), exp(logarithms[n + 1]) + noiseFloor);
    }

    /** With half the lengthscales. */
    Hyperparameters rougher() {
        return new Hyperparameters(
                Arrays.stream(weights).map(weight -> 4 * weight).toArray(), scale, noise);
    }

    private static double exp(double logarithm) {
        return Math.exp(Math.min(Math.max(logarithm, -LIMIT), LIMIT));
    }
}
