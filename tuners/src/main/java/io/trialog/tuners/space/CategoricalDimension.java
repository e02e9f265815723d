package io.trialog.tuners.space;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A dimension without order; coordinates are category indices.
 *
 * @param index its place among the dimensions
 * @param condition when it is active
 * @param size the number of categories, 1 or more
 * @param weights how likely each category is before anything is known, relative to the others; empty when all are equally
 *     likely
 */
public record CategoricalDimension(int index, Condition condition, int size, List<Double> weights)
        implements Dimension {

    public CategoricalDimension {
        weights = List.copyOf(weights);
    }

    /** How likely a category is before anything is known, in (0, 1]; all sum to 1. */
    public double probability(int category) {
        return weights.isEmpty() ? 1.0 / size : weights.get(category) / total();
    }

    @Override
    public double draw(RandomGenerator random) {
        return weights.isEmpty() ? random.nextInt(size) : atQuantile(random.nextDouble());
    }

    /** The category at a quantile, in [0, 1]: each takes as much of the unit interval as its probability. */
    @Override
    public double atQuantile(double u) {
        if (weights.isEmpty()) {
            return Math.min((int) (u * size), size - 1);
        }
        double rest = u * total();
        for (int category = 0; category < size - 1; category++) {
            rest -= weights.get(category);
            if (rest < 0) {
                return category;
            }
        }
        return size - 1;
    }

    private double total() {
        return weights.stream().mapToDouble(Double::doubleValue).sum();
    }
}
