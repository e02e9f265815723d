package io.trialog.tuners.candidate;

import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.random.RandomGenerator;

/**
 * Random points near a point: normal steps of numbers, reflected at the ends of their range and as long as one step of the value
 * at least, and other categories. Dimensions that become active get random coordinates.
 *
 * @param random the chance
 */
public record Neighbour(ModelSpace space, RandomGenerator random) {

    private static final double MIN_CATEGORY_CHANGE = 0.3;

    /**
     * A point near one.
     *
     * @param coordinates of that point, NaN where a dimension is inactive
     * @param deviation of the steps of numbers, in (0, 1]
     * @param share the probability of each dimension to change; one that is chosen at random changes in any case
     */
    public Point of(double[] coordinates, double deviation, double share) {
        int always = random.nextInt(Math.max(1, space.dimensions().size()));
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
        if (dimension instanceof NumericDimension numeric) {
            double step = deviation * random.nextGaussian();
            if (numeric.isStepped()) {
                double cell = numeric.cellEnd(coordinate) - numeric.cellStart(coordinate);
                step = Math.copySign(Math.max(Math.abs(step), cell), step);
            }
            double next = coordinate + step;
            return Math.min(1, Math.max(0, next < 0 ? -next : next > 1 ? 2 - next : next));
        }
        return random.nextDouble() < MIN_CATEGORY_CHANGE + deviation ? dimension.draw(random) : coordinate;
    }
}
