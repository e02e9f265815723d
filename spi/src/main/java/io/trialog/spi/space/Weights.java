package io.trialog.spi.space;

import java.util.List;
import java.util.random.RandomGenerator;

/** How likely options are before anything is known: weights, one for each option, or none when all are equally likely. */
final class Weights {

    private Weights() {}

    static List<Double> checked(List<Double> weights, int options) {
        if (!weights.isEmpty() && weights.size() != options) {
            throw new IllegalArgumentException(Shown.of(weights) + " (expected: " + options + ", one for each option)");
        }
        for (Double weight : weights) {
            if (!Double.isFinite(weight) || weight <= 0) {
                throw new IllegalArgumentException(weight + " (expected: a finite number > 0)");
            }
        }
        return List.copyOf(weights);
    }

    static double probability(List<Double> weights, int options, int index) {
        return weights.isEmpty() ? 1.0 / options : weights.get(index) / sum(weights);
    }

    static int draw(List<Double> weights, int options, RandomGenerator random) {
        if (weights.isEmpty()) {
            return random.nextInt(options);
        }
        double rest = random.nextDouble() * sum(weights);
        for (int i = 0; i < options - 1; i++) {
            rest -= weights.get(i);
            if (rest < 0) {
                return i;
            }
        }
        return options - 1;
    }

    private static double sum(List<Double> weights) {
        return weights.stream().mapToDouble(Double::doubleValue).sum();
    }
}
