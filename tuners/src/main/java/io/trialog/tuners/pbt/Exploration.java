package io.trialog.tuners.pbt;

import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.QLogNormal;
import io.trialog.spi.space.QNormal;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.random.RandomGenerator;

/**
 * Varies the configurations of copies: some parameters are drawn anew, the other numbers move up or down, and every second
 * one of the other categories becomes another one.
 */
final class Exploration {

    private static final Normal STANDARD = new Normal(0, 1);

    /** Beyond the end of a cell, and too little to miss the next one. */
    private static final double NUDGE = 1e-9;

    private final ModelSpace space;
    private final PbtSettings settings;
    private final RandomGenerator random;

    Exploration(ModelSpace space, PbtSettings settings, RandomGenerator random) {
        this.space = space;
        this.settings = settings;
        this.random = random;
    }

    /** A point near another one. What that has no value for is drawn. */
    Point near(Point donor) {
        Point varied = space.choose(dimension -> {
            boolean resampled = random.nextDouble() < settings.resampleProbability();
            return resampled || !donor.has(dimension) ? dimension.draw(random) : varied(dimension, donor.at(dimension));
        });
        return space.repaired(varied, random);
    }

    /** The point itself; when the search space has changed, as much of it as is still there and draws for the rest. */
    Point completed(Point point) {
        Point complete = space.choose(dimension -> point.has(dimension) ? point.at(dimension) : dimension.draw(random));
        return space.repaired(complete, random);
    }

    private double varied(Dimension dimension, double coordinate) {
        if (dimension instanceof CategoricalDimension categorical) {
            return categorical.size() == 1 || random.nextBoolean()
                    ? coordinate
                    : (coordinate + 1 + random.nextInt(categorical.size() - 1)) % categorical.size();
        }
        NumericDimension numeric = (NumericDimension) dimension;
        double moved;
        if (random.nextBoolean()) {
            moved = moved(numeric, coordinate, settings.factor());
            moved = numeric.isStepped() ? Math.max(moved, numeric.cellEnd(coordinate) + NUDGE) : moved;
        } else {
            moved = moved(numeric, coordinate, -settings.factor());
            moved = numeric.isStepped() ? Math.min(moved, numeric.cellStart(coordinate) - NUDGE) : moved;
        }
        return Math.min(Math.max(moved, 0), 1);
    }

    /** Coordinates are quantiles: those of a normal distribution crowd in its tails. */
    private static double moved(NumericDimension numeric, double coordinate, double by) {
        return isNormal(numeric.distribution()) ? STANDARD.toUnit(STANDARD.fromUnit(coordinate) + by) : coordinate + by;
    }

    private static boolean isNormal(NumericDistribution distribution) {
        return distribution instanceof Normal
                || distribution instanceof QNormal
                || distribution instanceof LogNormal
                || distribution instanceof QLogNormal;
    }
}
