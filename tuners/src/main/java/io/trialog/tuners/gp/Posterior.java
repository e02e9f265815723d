package io.trialog.tuners.gp;

import java.util.Arrays;

/**
 * A Gaussian process with mean 0 given values at n points, for several alternative assignments of values at once: they share
 * all but the mean. Immutable. A prediction costs O(n^2).
 */
final class Posterior {

    private static final double SMALLEST_VARIANCE = 1e-12;

    private final Metric metric;
    private final Matern kernel;
    private final Hyperparameters parameters;
    private final double[][] points;
    private final double[][] factor;
    private final double[][] values; // by alternative
    private final double[][] alternatives; // inverse covariance times values

    private Posterior(
            Metric metric,
            Matern kernel,
            Hyperparameters parameters,
            double[][] points,
            double[][] factor,
            double[][] values,
            double[][] alternatives) {
        this.metric = metric;
        this.kernel = kernel;
        this.parameters = parameters;
        this.points = points;
        this.factor = factor;
        this.values = values;
        this.alternatives = alternatives;
    }

    /** The process given one value for each point. */
    static Posterior of(Metric metric, Matern kernel, Hyperparameters parameters, double[][] points, double[] values) {
        double[][] factor = factor(metric, kernel, parameters, points);
        double[] alpha = values.clone();
        Triangular.solve(factor, alpha);
        Triangular.solveTransposed(factor, alpha);
        return new Posterior(
                metric, kernel, parameters, points, factor, new double[][] {values}, new double[][] {alpha});
    }

    /**
     * The process given one value for each of the first points, and alternatives of what it says itself of the others: sets of
     * values drawn from it jointly (Snoek et al., "Practical Bayesian optimization of machine learning algorithms",
     * arXiv:1206.2944, section 3.2).
     *
     * @param points those with values and then the others
     * @param values one for each of the first points
     * @param draws standard normal numbers: for each alternative one for each of the other points
     */
    static Posterior imagined(
            Metric metric,
            Matern kernel,
            Hyperparameters parameters,
            double[][] points,
            double[] values,
            double[][] draws) {
        double[][] factor = factor(metric, kernel, parameters, points);
        // a draw of all values is L z with standard normal z: the values that are known determine the first elements of
        // z
        double[] known = Arrays.copyOf(values, points.length);
        Triangular.solve(factor, known);
        double[][] all = new double[draws.length][];
        double[][] alternatives = new double[draws.length][];
        for (int i = 0; i < draws.length; i++) {
            alternatives[i] = known.clone();
            System.arraycopy(draws[i], 0, alternatives[i], values.length, points.length - values.length);
            all[i] = Arrays.copyOf(values, points.length);
            for (int j = values.length; j < points.length; j++) {
                all[i][j] = Triangular.dot(factor[j], alternatives[i], 0, j + 1);
            }
            Triangular.solveTransposed(factor, alternatives[i]);
        }
        return new Posterior(metric, kernel, parameters, points, factor, all, alternatives);
    }

    private static double[][] factor(Metric metric, Matern kernel, Hyperparameters parameters, double[][] points) {
        double jitter = 0;
        while (true) {
            double[][] rows = covariance(metric, kernel, parameters, points, jitter);
            if (Triangular.factor(rows)) {
                return rows;
            }
            jitter = jitter == 0 ? 1e-9 * parameters.scale() : 10 * jitter;
        }
    }

    private static double[][] covariance(
            Metric metric, Matern kernel, Hyperparameters parameters, double[][] points, double jitter) {
        double[][] rows = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            rows[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                double r2 = metric.squared(parameters.weights(), points[i], points[j]);
                rows[i][j] = parameters.scale() * kernel.value(r2);
            }
            rows[i][i] = parameters.scale() + parameters.noise() + jitter;
        }
        return rows;
    }

    /** How many alternatives there are. */
    int alternatives() {
        return alternatives.length;
    }

    /** The smallest mean at the points, those left out for which {@code counts} says so. */
    double smallestMean(int alternative, boolean[] counts) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.length; i++) {
            if (i >= counts.length || counts[i]) {
                double mean = values[alternative][i] - parameters.noise() * alternatives[alternative][i];
                smallest = Math.min(smallest, mean);
            }
        }
        return smallest;
    }

    /** A prediction. */
    Prediction predict(double[] point) {
        return new Prediction(point);
    }

    /** The process at one point. */
    final class Prediction {

        private final double[] point;
        private final double[] covariances;
        private final double[] solved;
        private final double variance;

        private Prediction(double[] point) {
            this.point = point;
            int n = points.length;
            covariances = new double[n];
            for (int i = 0; i < n; i++) {
                covariances[i] =
                        parameters.scale() * kernel.value(metric.squared(parameters.weights(), point, points[i]));
            }
            solved = covariances.clone();
            Triangular.solve(factor, solved);
            variance = Math.max(parameters.scale() - Triangular.dot(solved, solved, 0, n), SMALLEST_VARIANCE);
        }

        /** The mean in one of the alternatives. */
        double mean(int alternative) {
            return Triangular.dot(covariances, alternatives[alternative], 0, covariances.length);
        }

        /** The variance without noise. */
        double variance() {
            return variance;
        }

        /**
         * The derivative of {@code sum over alternatives of factor * mean + varianceFactor * variance} by the coordinates; 0 for
         * categories and absent ones.
         */
        double[] gradient(double[] meanFactors, double varianceFactor) {
            int n = points.length;
            double[] byCovariance = solved.clone();
            Triangular.solveTransposed(factor, byCovariance);
            for (int i = 0; i < n; i++) {
                byCovariance[i] *= -2 * varianceFactor;
            }
            for (int f = 0; f < meanFactors.length; f++) {
                for (int i = 0; i < n; i++) {
                    byCovariance[i] += meanFactors[f] * alternatives[f][i];
                }
            }
            double[] gradient = new double[metric.size()];
            double[] weights = parameters.weights();
            for (int i = 0; i < n; i++) {
                double r2 = metric.squared(weights, point, points[i]);
                double bySquare = 2 * byCovariance[i] * parameters.scale() * kernel.slope(r2);
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] += bySquare * weights[k] * metric.halfSlope(k, point[k], points[i][k]);
                }
            }
            return gradient;
        }
    }
}
