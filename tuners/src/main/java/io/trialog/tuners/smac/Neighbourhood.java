package io.trialog.tuners.smac;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The one-exchange neighbourhood of SMAC (Hutter et al., 2011): points that differ in one coordinate, for numbers by normal
 * steps of deviation 0.2 and, as the thresholds of the trees come to lie closer, less; for categories by each other one. Parameters that become active are drawn at random.
 */
final class Neighbourhood {

    private static final double[] DEVIATIONS = {0.2, 0.1, 0.05, 0.02};
    private static final int MAX_CATEGORIES = 10;

    private Neighbourhood() {}

    /** Neighbours of a point, all allowed. */
    static List<Point> of(Point point, ModelSpace space, RandomGenerator random) {
        List<Point> neighbours = new ArrayList<>();
        for (Dimension dimension : space.dimensions()) {
            if (!point.has(dimension)) {
                continue;
            }
            if (dimension instanceof CategoricalDimension categorical) {
                int others = categorical.size() - 1;
                int first = others > MAX_CATEGORIES ? random.nextInt(others) : 0;
                for (int i = 0; i < Math.min(others, MAX_CATEGORIES); i++) {
                    double other = (point.at(dimension) + 1 + (first + i) % others) % categorical.size();
                    add(neighbours, exchanged(point, dimension, other, space, random), space);
                }
            } else {
                for (double deviation : DEVIATIONS) {
                    double moved = point.at(dimension) + deviation * random.nextGaussian();
                    add(neighbours, exchanged(point, dimension, Math.max(0, Math.min(1, moved)), space, random), space);
                }
            }
        }
        return neighbours;
    }

    private static void add(List<Point> neighbours, Point point, ModelSpace space) {
        if (space.allows(point)) {
            neighbours.add(point);
        }
    }

    private static Point exchanged(
            Point point, Dimension exchanged, double coordinate, ModelSpace space, RandomGenerator random) {
        return space.choose(dimension -> {
            if (dimension.index() == exchanged.index()) {
                return coordinate;
            }
            if (point.has(dimension)) {
                return point.at(dimension);
            }
            return dimension.draw(random);
        });
    }
}
