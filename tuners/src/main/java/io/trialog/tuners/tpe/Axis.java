package io.trialog.tuners.tpe;

import java.util.random.RandomGenerator;

/**
 * One dimension of a {@link ParzenEstimator}: a kernel for each of its components. A component without a coordinate here
 * has the prior for kernel.
 */
interface Axis {

    /** Draws a coordinate from the kernel of a component. */
    double sample(int component, RandomGenerator random);

    /** Adds to each component's log density what its kernel says of a coordinate. */
    void addLogDensities(double coordinate, double[] logDensities);
}
