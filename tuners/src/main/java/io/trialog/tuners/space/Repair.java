package io.trialog.tuners.space;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Looks for a point that keeps the constraints near one that does not: changes one coordinate at a time, by little at first
 * and by more the longer it takes, and never goes to a larger violation.
 */
final class Repair {

    private static final int STEPS = 1_000;
    private static final double SMALLEST = 1e-3;

    private final ModelSpace space;
    private final RandomGenerator random;

    Repair(ModelSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
    }

    /** An allowed point; when none is found near, one drawn from the whole space. */
    Point repair(Point broken) {
        Point current = broken;
        double violation = space.violation(broken);
        for (int step = 0; step < STEPS; step++) {
            double reach = SMALLEST * Math.pow(1 / SMALLEST, (double) step / STEPS);
            Point other = changed(current, reach);
            double otherViolation = space.violation(other);
            if (otherViolation == 0) {
                return other;
            }
            if (otherViolation <= violation) {
                current = other;
                violation = otherViolation;
            }
        }
        return space.sample(random);
    }

    private Point changed(Point point, double reach) {
        List<Dimension> dimensions = space.dimensions();
        Dimension changed = dimensions.get(random.nextInt(dimensions.size()));
        return space.choose(dimension -> {
            if (!point.has(dimension)) {
                return dimension.draw(random);
            }
            return dimension == changed ? changed(dimension, point.at(dimension), reach) : point.at(dimension);
        });
    }

    private double changed(Dimension dimension, double coordinate, double reach) {
        if (!(dimension instanceof NumericDimension numeric)) {
            return random.nextDouble() < reach ? dimension.draw(random) : coordinate;
        }
        boolean up = random.nextBoolean();
        double distance = reach * random.nextDouble();
        double moved = up
                ? Math.max(coordinate + distance, justAbove(numeric, coordinate))
                : Math.min(coordinate - distance, justBelow(numeric, coordinate));
        return Math.min(Math.max(moved, 0), 1);
    }

    private static double justAbove(NumericDimension dimension, double coordinate) {
        return dimension.isStepped() ? dimension.cellEnd(coordinate) + 1e-9 : coordinate;
    }

    private static double justBelow(NumericDimension dimension, double coordinate) {
        return dimension.isStepped() ? dimension.cellStart(coordinate) - 1e-9 : coordinate;
    }
}
