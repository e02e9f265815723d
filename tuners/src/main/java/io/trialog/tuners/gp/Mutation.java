package io.trialog.tuners.gp;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.random.RandomGenerator;

/** Changes points a little: normal steps of numbers, at least to the next step of stepped ones, other categories. */
final class Mutation {

    private static final double CATEGORY_CHANGE = 0.3;

    private final ModelSpace space;
    private final RandomGenerator random;

    Mutation(ModelSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
    }

    /**
     * A point near one. Dimensions that become active get random coordinates.
     *
     * @param deviation of the steps of numbers, in (0, 1]
     * @param share the probability of each dimension to change; at least one does, unless it is inactive
     */
    Point near(double[] coordinates, double deviation, double share) {
        int always = random.nextInt(Math.max(1, coordinates.length));
        return space.choose(dimension -> {
            double coordinate = coordinates[dimension.index()];
            if (Double.isNaN(coordinate)) {
                return dimension.draw(random);
            }
            boolean changes = random.nextDouble() < share || dimension.index() == always;
            return changes ? changed(dimension, coordinate, deviation) : coordinate;
        });
    }

    private double changed(Dimension dimension, double coordinate, double deviation) {
        if (dimension instanceof CategoricalDimension categorical) {
            return random.nextDouble() < CATEGORY_CHANGE + deviation ? random.nextInt(categorical.size()) : coordinate;
        }
        double step = deviation * random.nextGaussian();
        NumericDimension numeric = (NumericDimension) dimension;
        if (numeric.isStepped()) {
            double cell = numeric.cellEnd(coordinate) - numeric.cellStart(coordinate);
            step = Math.abs(step) < cell ? Math.copySign(cell, step) : step;
        }
        double next = coordinate + step;
        next = next < 0 ? -next : next > 1 ? 2 - next : next;
        return Math.min(Math.max(next, 0), 1);
    }
}
