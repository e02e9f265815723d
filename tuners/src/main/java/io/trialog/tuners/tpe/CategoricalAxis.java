package io.trialog.tuners.tpe;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Point;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Kernels over categories: a component's own category, and a little of every other one. Together with the component's own
 * weight of 1 the others get the prior's weight divided by the number of components, so that a kernel sharpens as points
 * arrive (the pseudo-counts of Bergstra et al., 2011, for each kernel instead of for the whole mixture).
 */
final class CategoricalAxis implements Axis {

    private static final int ABSENT = -1;

    private final int size;
    private final int[] categories;
    private final double logPrior;
    private final double own;
    private final double logOwn;
    private final double logOther;

    CategoricalAxis(CategoricalDimension dimension, List<Point> points, double priorWeight) {
        size = dimension.size();
        categories = new int[points.size() + 1];
        Arrays.fill(categories, ABSENT);
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).has(dimension)) {
                categories[i] = (int) points.get(i).at(dimension);
            }
        }
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
        if (category == ABSENT) {
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
        for (int i = 0; i < categories.length; i++) {
            if (categories[i] == ABSENT) {
                logDensities[i] += logPrior;
            } else {
                logDensities[i] += categories[i] == (int) coordinate ? logOwn : logOther;
            }
        }
    }
}
