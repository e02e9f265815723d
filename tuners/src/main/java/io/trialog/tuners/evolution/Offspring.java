package io.trialog.tuners.evolution;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Varies points. A child takes each coordinate from either parent (uniform crossover; Syswerda, 1989); then one coordinate is
 * mutated, as in Real et al., and each other one with probability 1 / d, so that two change in the mean. Numbers take a
 * step of between 1/64 and a half of the range, all orders of magnitude being equally likely, so that no step size needs to be known
 * (as in Muehlenbein and Schlierkamp-Voosen, "Predictive models for the breeder genetic algorithm", 1993); categories become any other one.
 */
final class Offspring {

    private static final double LARGEST_STEP = 0.5;
    private static final double STEP_OCTAVES = 5;

    private final ModelSpace space;
    private final RandomGenerator random;

    Offspring(ModelSpace space, RandomGenerator random) {
        this.space = space;
        this.random = random;
    }

    /** A child of two points. What is active in it comes from the parent that has it; what neither has, from chance. */
    Point of(Point mother, Point father) {
        List<Dimension> active = space.dimensions().stream().filter(mother::has).toList();
        if (active.isEmpty()) {
            return space.sample(random);
        }
        int certain = active.get(random.nextInt(active.size())).index();
        double rate = 1.0 / active.size();
        return space.choose(dimension -> {
            boolean fromFather = father.has(dimension) && (random.nextBoolean() || !mother.has(dimension));
            Point giver = fromFather ? father : mother;
            if (!giver.has(dimension)) {
                return dimension.draw(random);
            }
            boolean mutates = dimension.index() == certain || random.nextDouble() < rate;
            return mutates ? mutated(dimension, giver.at(dimension)) : giver.at(dimension);
        });
    }

    private double mutated(Dimension dimension, double coordinate) {
        if (dimension instanceof CategoricalDimension categorical) {
            return categorical.size() == 1
                    ? coordinate
                    : (coordinate + 1 + random.nextInt(categorical.size() - 1)) % categorical.size();
        }
        double step = LARGEST_STEP * Math.pow(2, -STEP_OCTAVES * random.nextDouble());
        double moved = random.nextBoolean() ? coordinate + step : coordinate - step;
        return moved < 0 ? -moved : moved > 1 ? 2 - moved : moved; // reflected at the bounds
    }
}
