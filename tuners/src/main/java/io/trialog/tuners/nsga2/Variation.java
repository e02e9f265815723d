package io.trialog.tuners.nsga2;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.random.RandomGenerator;

/**
 * Makes children. Numbers: simulated binary crossover and polynomial mutation (Deb and Agrawal, Complex Systems 9(2), 1995; Deb and Goyal,
 * 1996), cut off at the range, with the distribution indices and probabilities of NSGA-II's real-coded experiments (IEEE TEVC 6(2), 2002, section V). Categories: uniform
 * crossover and another category. A dimension that one parent alone has comes from it; one that the child's categories make active and no parent has is drawn.
 */
final class Variation {

    private static final double CROSSOVER = 0.9;
    private static final double CROSSOVER_INDEX = 15;
    private static final double MUTATION_INDEX = 20;
    private static final double STEP_MARGIN = 1e-9; // beyond the end of a cell lies the next one

    private final ModelSpace space;
    private final RandomGenerator random;

    Variation(ModelSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
    }

    Point child(Point mother, Point father) {
        boolean isCrossed = random.nextDouble() < CROSSOVER;
        long active = space.dimensions().stream().filter(mother::has).count();
        double mutation = 1.0 / Math.max(1, active);
        return space.choose(dimension -> {
            double coordinate = inherited(dimension, mother, father, isCrossed);
            return random.nextDouble() < mutation ? mutated(dimension, coordinate) : coordinate;
        });
    }

    private double inherited(Dimension dimension, Point mother, Point father, boolean isCrossed) {
        if (!mother.has(dimension) && !father.has(dimension)) {
            return dimension.draw(random);
        }
        if (!mother.has(dimension)) {
            return father.at(dimension);
        }
        if (!father.has(dimension) || !isCrossed) {
            return mother.at(dimension);
        }
        if (dimension instanceof CategoricalDimension) {
            return random.nextBoolean() ? mother.at(dimension) : father.at(dimension);
        }
        return random.nextBoolean() ? crossed(mother.at(dimension), father.at(dimension)) : mother.at(dimension);
    }

    private double crossed(double mother, double father) {
        double u = random.nextDouble();
        double spread = u <= 0.5
                ? Math.pow(2 * u, 1 / (CROSSOVER_INDEX + 1))
                : Math.pow(1 / (2 * (1 - u)), 1 / (CROSSOVER_INDEX + 1));
        double side = random.nextBoolean() ? 1 : -1;
        return clipped(((mother + father) + side * spread * (mother - father)) / 2);
    }

    private double mutated(Dimension dimension, double coordinate) {
        if (dimension instanceof CategoricalDimension categorical) {
            int size = categorical.size();
            return size == 1 ? coordinate : ((int) coordinate + 1 + random.nextInt(size - 1)) % size;
        }
        NumericDimension numeric = (NumericDimension) dimension;
        double moved = clipped(coordinate + polynomial(coordinate));
        if (!numeric.isStepped() || numeric.snap(moved) != numeric.snap(coordinate)) {
            return moved;
        }
        return clipped(
                random.nextBoolean()
                        ? numeric.cellEnd(coordinate) + STEP_MARGIN
                        : numeric.cellStart(coordinate) - STEP_MARGIN);
    }

    /** A step of the bounded polynomial distribution: small ones are likely, none leaves [0, 1]. */
    private double polynomial(double x) {
        double u = random.nextDouble();
        double power = 1 / (MUTATION_INDEX + 1);
        return u < 0.5
                ? Math.pow(2 * u + (1 - 2 * u) * Math.pow(1 - x, MUTATION_INDEX + 1), power) - 1
                : 1 - Math.pow(2 * (1 - u) + (2 * u - 1) * Math.pow(x, MUTATION_INDEX + 1), power);
    }

    private static double clipped(double coordinate) {
        return Math.min(1, Math.max(0, coordinate));
    }
}
