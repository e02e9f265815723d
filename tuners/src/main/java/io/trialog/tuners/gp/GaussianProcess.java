package io.trialog.tuners.gp;

import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process over the points of a {@link ModelSpace}, given noisy values at some of them (Rasmussen and Williams,
 * "Gaussian processes for machine learning", 2006): Matern 5/2 kernel with one lengthscale for each dimension, categories by
 * Hamming distance, conditional parameters compared where both points have them. Hyperparameters are the most probable ones; see
 * {@link LogPosterior} for the priors. Immutable.
 *
 * <p>With n points of d dimensions a fit costs O(n^3 + n^2 d) a step for up to some dozen steps (0.1 s for 100 points), a
 * prediction O(n^2 + n d). Give it some hundred points at most.
 */
public final class GaussianProcess {

    private static final int STEPS = 60;
    private static final double NOISE_FLOOR = 1e-6;
    private static final Matern KERNEL = Matern.FIVE_HALVES;

    private final Metric metric;
    private final Hyperparameters parameters;
    private final double[][] points;
    private final double[] values; // standardised
    private final double centre;
    private final double unit;
    private final Posterior posterior;

    private GaussianProcess(
            Metric metric, Hyperparameters parameters, double[][] points, double[] values, double centre, double unit) {
        this.metric = metric;
        this.parameters = parameters;
        this.points = points;
        this.values = values;
        this.centre = centre;
        this.unit = unit;
        this.posterior = Posterior.of(metric, KERNEL, parameters, points, values);
    }

    /**
     * The process with the most probable hyperparameters given values.
     *
     * @param points where the values are known; at least one, and the same one may come several times
     * @param values one finite number for each point
     */
    public static GaussianProcess fit(ModelSpace space, List<Point> points, double[] values) {
        if (points.isEmpty() || points.size() != values.length) {
            throw new IllegalArgumentException(
                    points.size() + " points, " + values.length + " values (expected: as many, at least one)");
        }
        Metric metric = new Metric(space);
        double[][] coordinates = points.stream().map(Point::coordinates).toArray(double[][]::new);
        double centre = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values)
                .map(value -> (value - centre) * (value - centre))
                .average()
                .orElseThrow();
        double unit = square > 0 ? Math.sqrt(square) : 1;
        double[] standard =
                Arrays.stream(values).map(value -> (value - centre) / unit).toArray();
        LogPosterior objective = new LogPosterior(metric, KERNEL, NOISE_FLOOR, coordinates, standard);
        Hyperparameters parameters =
                Hyperparameters.ofLogarithms(objective.minimum(STEPS).x(), NOISE_FLOOR);
        return new GaussianProcess(metric, parameters, coordinates, standard, centre, unit);
    }

    /** The process given one more value, with the same hyperparameters. */
    public GaussianProcess with(Point point, double value) {
        double[][] more = Arrays.copyOf(points, points.length + 1);
        more[points.length] = point.coordinates();
        double[] moreValues = Arrays.copyOf(values, values.length + 1);
        moreValues[values.length] = (value - centre) / unit;
        return new GaussianProcess(metric, parameters, more, moreValues, centre, unit);
    }

    /** The expected value at a point. */
    public double mean(Point point) {
        return centre + unit * posterior.predict(point.coordinates()).mean(0);
    }

    /** The standard deviation of the value at a point, without noise. */
    public double deviation(Point point) {
        return unit * Math.sqrt(posterior.predict(point.coordinates()).variance());
    }

    /** The standard deviation of the noise of values. */
    public double noise() {
        return unit * Math.sqrt(parameters.noise());
    }
}
