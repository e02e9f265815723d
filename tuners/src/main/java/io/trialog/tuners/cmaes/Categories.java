package io.trialog.tuners.cmaes;

import io.trialog.tuners.space.CategoricalDimension;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How likely each category of one dimension is: moves towards the categories of the best points along the natural gradient, and
 * keeps the margin of CatCMA (arXiv:2405.09962, section 3.2), so that none dies out. In place of CatCMA's adaptive rate it has a fixed one that falls with the
 * number of free probabilities, as the rank-mu rate of the covariance does with its own. Mutable.
 */
final class Categories {

    private final double[] probabilities;
    private final double rate;
    private final double least;

    /**
     * As likely as they are before anything is known.
     *
     * @param dimension the categories
     * @param dimensions how many categorical dimensions the space has
     */
    Categories(CategoricalDimension dimension, int dimensions, double muEff) {
        int size = dimension.size();
        this.probabilities = new double[size];
        Arrays.setAll(probabilities, dimension::probability);
        this.rate = muEff / (muEff + 2 * Math.sqrt((double) dimensions * (size - 1)) + 1);
        this.least = size == 1 ? 1 : (1 - Math.pow(0.73, 1.0 / dimensions)) / (size - 1);
    }

    double probability(int category) {
        return probabilities[category];
    }

    int draw(RandomGenerator random) {
        double rest = random.nextDouble();
        for (int category = 0; category < probabilities.length - 1; category++) {
            rest -= probabilities[category];
            if (rest < 0) {
                return category;
            }
        }
        return probabilities.length - 1;
    }

    /**
     * Moves towards the categories of these points, best first.
     *
     * @param best coordinates; not-a-number where the dimension is inactive, which says nothing
     */
    void update(List<Double> best, double[] weights) {
        double[] step = new double[probabilities.length];
        for (int k = 0; k < weights.length; k++) {
            if (!Double.isNaN(best.get(k))) {
                for (int category = 0; category < step.length; category++) {
                    double is = category == (int) (double) best.get(k) ? 1 : 0;
                    step[category] += weights[k] * (is - probabilities[category]);
                }
            }
        }
        Arrays.setAll(probabilities, category -> Math.max(least, probabilities[category] + rate * step[category]));
        double sum = Arrays.stream(probabilities).sum();
        double excess = sum - 1;
        double free = sum - least * probabilities.length;
        if (free > 0) {
            Arrays.setAll(
                    probabilities,
                    category -> probabilities[category] - excess * (probabilities[category] - least) / free);
        }
    }
}
