package io.trialog.tuners.tpe;

import io.trialog.tuners.space.CategoricalDimension;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Kernels over categories: a component's own category, and a little of every other one. Together with the component's own
 * weight of 1 all get their share of the prior's weight divided by the number of components, so that a kernel sharpens as points
 * arrive (the pseudo-counts of Bergstra et al., 2011, for each kernel instead of for the whole mixture).
 */
final class CategoricalAxis implements Axis {

    private final CategoricalDimension dimension;

    /** Stands for the prior among categories. */
    private final int prior;

    /** By component: its category, or {@link #prior}. */
    private final int[] categories;

    /** The weight of the prior in a kernel whose own weight is 1. */
    private final double smoothing;

    /** Kernels around categories, not-a-number where absent, and the prior. */
    CategoricalAxis(CategoricalDimension dimension, double[] coordinates, double priorWeight) {
        this.dimension = dimension;
        this.prior = dimension.size();
        categories = new int[coordinates.length + 1];
        for (int i = 0; i < coordinates.length; i++) {
            categories[i] = Double.isNaN(coordinates[i]) ? prior : (int) coordinates[i];
        }
        categories[coordinates.length] = prior;
        smoothing = priorWeight / categories.length;
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        int category = categories[component];
        return category == prior || random.nextDouble() * (1 + smoothing) >= 1 ? dimension.draw(random) : category;
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        int own = (int) coordinate;
        double probability = dimension.probability(own);
        double[] byCategory = new double[prior + 1];
        Arrays.fill(byCategory, Math.log(smoothing * probability / (1 + smoothing)));
        byCategory[own] = Math.log((1 + smoothing * probability) / (1 + smoothing));
        byCategory[prior] = Math.log(probability);
        for (int i = 0; i < categories.length; i++) {
            logDensities[i] += byCategory[categories[i]];
        }
    }
}
