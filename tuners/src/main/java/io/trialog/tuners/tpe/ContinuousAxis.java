package io.trialog.tuners.tpe;

import java.util.random.RandomGenerator;

/** Normal kernels truncated to [0, 1]; the prior is uniform. */
final class ContinuousAxis implements Axis {

    /** By component: its mean. */
    private final double[] means;

    /** By component: 1 / deviation, and 0 for the prior, so that no loop has to ask which it is. */
    private final double[] precisions;

    private final double[] logNorms;
    private final double deviation;

    /** Kernels around coordinates, not-a-number where absent, and the prior. */
    ContinuousAxis(double[] coordinates, LogNorms norms) {
        deviation = norms.deviation();
        int components = coordinates.length + 1;
        means = new double[components];
        precisions = new double[components];
        logNorms = new double[components];
        for (int i = 0; i < coordinates.length; i++) {
            if (!Double.isNaN(coordinates[i])) {
                means[i] = coordinates[i];
                precisions[i] = 1 / deviation;
                logNorms[i] = norms.at(means[i]);
            }
        }
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        return precisions[component] == 0
                ? random.nextDouble()
                : Gaussian.truncated(means[component], deviation, random);
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        for (int i = 0; i < means.length; i++) {
            double z = (coordinate - means[i]) * precisions[i];
            logDensities[i] += logNorms[i] - 0.5 * z * z;
        }
    }
}
