package io.trialog.tuners.gp;

import java.util.Arrays;

/**
 * The negative logarithm of how probable hyperparameters are, given results: marginal likelihood (Rasmussen and Williams,
 * 2006, equations 2.30 and 5.9) times priors. Its variables are logarithms of weights, scale and noise.
 *
 * <p>Priors: lengthscales log-normal with a median that grows with the square root of the number of dimensions, so that
 * functions of many parameters are taken for simple ones (Hvarfner et al., "Vanilla Bayesian optimization performs great in
 * high dimensions", arXiv:2402.02229); scale Gamma(2, 1); noise log-normal with median exp(-4). An evaluation costs O(n^3).
 */
final class LogPosterior implements Lbfgs.Objective {

    private static final double LENGTH_DEVIATION = Math.sqrt(3);
    private static final double LOG_NOISE = -4;
    private static final double LIMIT = 20;
    private static final double TOLERANCE = 1e-2;

    private final Metric metric;
    private final Matern kernel;
    private final double noiseFloor;
    private final double[] values;
    private final double[] distances; // of each pair (i, j < i) along each dimension
    private final double meanLogLength;

    /**
     * The posterior given results.
     *
     * @param points coordinates by point and dimension
     * @param values one for each point, standardised
     */
    LogPosterior(Metric metric, Matern kernel, double noiseFloor, double[][] points, double[] values) {
        this(metric, kernel, noiseFloor, values, distances(metric, points));
    }

    private LogPosterior(Metric metric, Matern kernel, double noiseFloor, double[] values, double[] distances) {
        this.metric = metric;
        this.kernel = kernel;
        this.noiseFloor = noiseFloor;
        this.values = values;
        this.distances = distances;
        this.meanLogLength = Math.sqrt(2) + 0.5 * Math.log(Math.max(1, metric.size()));
    }

    /** The posterior given other values of the same points. */
    LogPosterior withValues(double[] others) {
        return new LogPosterior(metric, kernel, noiseFloor, others, distances);
    }

    private static double[] distances(Metric metric, double[][] points) {
        int dimensions = metric.size();
        double[] distances = new double[points.length * (points.length - 1) / 2 * dimensions];
        int next = 0;
        for (int i = 1; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < dimensions; k++) {
                    distances[next++] = metric.squared(k, points[i][k], points[j][k]);
                }
            }
        }
        return distances;
    }

    /** The most probable logarithms, looked for from all starts. */
    Lbfgs.Minimum minimum(int steps) {
        Lbfgs.Minimum best = minimum(start(), steps);
        Lbfgs.Minimum other = minimum(roughStart(), steps);
        return other.value() < best.value() ? other : best;
    }

    /** The most probable logarithms near these. */
    Lbfgs.Minimum minimum(double[] start, int steps) {
        double[] lower = Lbfgs.bound(start.length, -LIMIT);
        double[] upper = Lbfgs.bound(start.length, LIMIT);
        return new Lbfgs(lower, upper, steps, TOLERANCE).minimize(this, start);
    }

    /** Where the priors are highest: where to begin. */
    double[] start() {
        double[] start = new double[metric.size() + 2];
        double length = meanLogLength - LENGTH_DEVIATION * LENGTH_DEVIATION;
        Arrays.fill(start, 0, metric.size(), -2 * length);
        start[metric.size() + 1] = LOG_NOISE - 1;
        return start;
    }

    /** Another place to begin: a rougher and noisier function. */
    double[] roughStart() {
        double[] start = start();
        for (int k = 0; k < metric.size(); k++) {
            start[k] += 2;
        }
        start[metric.size() + 1] += 2;
        return start;
    }

    @Override
    public double evaluate(double[] logarithms, double[] gradient) {
        int n = values.length;
        int dimensions = metric.size();
        Hyperparameters parameters = Hyperparameters.ofLogarithms(logarithms, noiseFloor);
        double[] weights = parameters.weights();
        double scale = parameters.scale();
        double[] slopes = new double[n * (n - 1) / 2];
        double[] covariances = new double[n * (n - 1) / 2];
        double[][] factor = new double[n][];
        for (int i = 0, pair = 0; i < n; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j < i; j++, pair++) {
                double r2 = 0;
                for (int k = 0, at = pair * dimensions; k < dimensions; k++, at++) {
                    r2 += weights[k] * distances[at];
                }
                covariances[pair] = scale * kernel.value(r2);
                slopes[pair] = scale * kernel.slope(r2);
                factor[i][j] = covariances[pair];
            }
            factor[i][i] = scale + parameters.noise();
        }
        if (!Triangular.factor(factor)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = values.clone();
        Triangular.solve(factor, alpha);
        double value = 0.5 * Triangular.dot(alpha, alpha, 0, n);
        for (int i = 0; i < n; i++) {
            value += Math.log(factor[i][i]);
        }
        Triangular.solveTransposed(factor, alpha);
        double[][] inverse = Triangular.inverseColumns(factor);
        Arrays.fill(gradient, 0);
        double byScale = 0;
        double trace = 0;
        for (int i = 0, pair = 0; i < n; i++) {
            for (int j = 0; j < i; j++, pair++) {
                double g = Triangular.dot(inverse[i], inverse[j], i, n) - alpha[i] * alpha[j];
                byScale += g * covariances[pair];
                double bySlope = g * slopes[pair];
                for (int k = 0, at = pair * dimensions; k < dimensions; k++, at++) {
                    gradient[k] += bySlope * distances[at];
                }
            }
            double g = Triangular.dot(inverse[i], inverse[i], i, n) - alpha[i] * alpha[i];
            byScale += 0.5 * g * scale;
            trace += g;
        }
        for (int k = 0; k < dimensions; k++) {
            gradient[k] *= weights[k];
        }
        gradient[dimensions] = byScale;
        gradient[dimensions + 1] = 0.5 * trace * (parameters.noise() - noiseFloor);
        return value + priors(logarithms, scale, gradient);
    }

    private double priors(double[] logarithms, double scale, double[] gradient) {
        int dimensions = metric.size();
        double value = 0;
        for (int k = 0; k < dimensions; k++) {
            double z = (-0.5 * logarithms[k] - meanLogLength) / LENGTH_DEVIATION;
            value += 0.5 * z * z - 0.5 * logarithms[k];
            gradient[k] += -0.5 * z / LENGTH_DEVIATION - 0.5;
        }
        value -= logarithms[dimensions] - scale;
        gradient[dimensions] -= 1 - scale;
        double z = logarithms[dimensions + 1] - LOG_NOISE;
        value += 0.5 * z * z + logarithms[dimensions + 1];
        gradient[dimensions + 1] += z + 1;
        return value;
    }
}
