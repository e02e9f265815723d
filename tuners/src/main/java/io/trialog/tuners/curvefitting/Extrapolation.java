package io.trialog.tuners.curvefitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a learning curve comes to: every {@link CurveFamily} is fitted, those far from the median of the predictions are dropped,
 * and the others are averaged with the weights of Bayesian model averaging, approximated by the Bayesian information
 * criterion (Hoeting et al., 1999), where Domhan et al. sample weights by Markov chains. Pure; the work is bounded, as long
 * curves are thinned out.
 */
final class Extrapolation {

    /** Fewer models than this that agree are not trusted. */
    private static final int MIN_MODELS = 4;

    private static final int MAX_POINTS = 60;
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    /** In ranges of the curve: what lies further out is no prediction. */
    private static final double FAR = 10;

    /** The smallest error of a curve that is believed: with none at all one model would outweigh all others. */
    private static final double MIN_ERROR = 0.01;

    private record Prediction(double value, double criterion) {}

    private Extrapolation() {}

    /**
     * The value of a curve at a later step, unless too little is known.
     *
     * @param rising values by step from 1 on, larger ones better; those that are not finite are left out
     */
    static OptionalDouble at(int target, List<Double> rising) {
        double[] steps = finiteSteps(rising);
        if (steps.length < MIN_MODELS) {
            return OptionalDouble.empty();
        }
        double[] values =
                Arrays.stream(steps).map(step -> rising.get((int) step - 1)).toArray();
        double low = Arrays.stream(values).min().orElseThrow();
        double range = Arrays.stream(values).max().orElseThrow() - low;
        if (!Double.isFinite(range)) {
            return OptionalDouble.empty();
        }
        if (range <= 1e-12 * Math.abs(low)) {
            return OptionalDouble.of(low); // a plateau
        }
        double scale = (HIGH - LOW) / range;
        OptionalDouble predicted = predict(
                target,
                steps,
                Arrays.stream(values).map(value -> LOW + (value - low) * scale).toArray());
        return predicted.isPresent()
                ? OptionalDouble.of(low + (predicted.getAsDouble() - LOW) / scale)
                : OptionalDouble.empty();
    }

    /** The steps that have a value, thinned out evenly. */
    private static double[] finiteSteps(List<Double> curve) {
        List<Integer> finite = new ArrayList<>();
        for (int step = 1; step <= curve.size(); step++) {
            if (Double.isFinite(curve.get(step - 1))) {
                finite.add(step);
            }
        }
        int count = Math.min(finite.size(), MAX_POINTS);
        double[] steps = new double[count];
        Arrays.setAll(steps, i -> finite.get((int) ((i + 1L) * finite.size() / count) - 1));
        return steps;
    }

    private static OptionalDouble predict(int target, double[] x, double[] y) {
        List<Prediction> predictions = new ArrayList<>();
        for (CurveFamily family : CurveFamily.ALL) {
            int parameters = family.size();
            if (x.length > parameters) {
                LeastSquares.Fit fit = LeastSquares.fit(family, x, y);
                double value = fit.at(target);
                double error = fit.squares() / x.length + MIN_ERROR * MIN_ERROR;
                if (Math.abs(value) <= FAR && Double.isFinite(error)) {
                    predictions.add(
                            new Prediction(value, x.length * Math.log(error) + parameters * Math.log(x.length)));
                }
            }
        }
        List<Prediction> agreeing = agreeing(predictions);
        return agreeing.size() < MIN_MODELS ? OptionalDouble.empty() : OptionalDouble.of(mean(agreeing));
    }

    /** Those that are within one standard deviation of the median. */
    private static List<Prediction> agreeing(List<Prediction> predictions) {
        if (predictions.isEmpty()) {
            return predictions;
        }
        double[] sorted =
                predictions.stream().mapToDouble(Prediction::value).sorted().toArray();
        double median = sorted[sorted.length / 2];
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        return predictions.stream()
                .filter(prediction -> Math.abs(prediction.value() - median) <= deviation)
                .toList();
    }

    private static double mean(List<Prediction> predictions) {
        double best = predictions.stream()
                .min(Comparator.comparingDouble(Prediction::criterion))
                .orElseThrow()
                .criterion();
        double sum = 0;
        double weights = 0;
        for (Prediction prediction : predictions) {
            double weight = Math.exp(-(prediction.criterion() - best) / 2);
            sum += weight * prediction.value();
            weights += weight;
        }
        return sum / weights;
    }
}
