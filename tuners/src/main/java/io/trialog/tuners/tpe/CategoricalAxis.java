package io.trialog.tuners.tpe;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Kernels over categories: a component's own category, and a little of every other one. Together with the component's own
 * weight of 1 the others get the prior's weight divided by the number of components, so that a kernel sharpens as points
 * arrive (the pseudo-counts of Bergstra et al., 2011, for each kernel instead of for the whole mixture).
 */
final class CategoricalAxis implements Axis {

    private final int size;

    /** By component: its category; the number of categories for the prior. */
    private final int[] categories;

    private final double logPrior;
    private final double own;
    private final double logOwn;
    private final double logOther;

    /** Kernels around categories, not-a-number where absent, and the prior. */
    CategoricalAxis(int size, double[] coordinates, double priorWeight) {
        this.size = size;
        categories = new int[coordinates.length + 1];
        for (int i = 0; i < coordinates.length; i++) {
            categories[i] = Double.isNaN(coordinates[i]) ? size : (int) coordinates[i];
        }
        categories[coordinates.length] = size;
        double smoothing = priorWeight / categories.length / size;
        double total = 1 + size * smoothing;
        own = (1 + smoothing) / total;
        logPrior = -Math.log(size);
        logOwn = Math.log(own);
        logOther = Math.log(smoothing / total);
    }

    @Override
    public double sample(int component, RandomGenerator random) {
        int category = categories[component];
        if (category == size) {
            return random.nextInt(size);
        }
        if (size == 1 || random.nextDouble() < own) {
            return category;
        }
        int other = random.nextInt(size - 1);
        return other < category ? other : other + 1;
    }

    @Override
    public void addLogDensities(double coordinate, double[] logDensities) {
        double[] byCategory = new double[size + 1]; // the last one for the prior
        Arrays.fill(byCategory, logOther);
        byCategory[(int) coordinate] = logOwn;
        byCategory[size] = logPrior;
        for (int i = 0; i < categories.length; i++) {
            logDensities[i] += byCategory[categories[i]];
        }
    }
}
