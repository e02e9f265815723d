package io.trialog.tuners.dngo;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;

/**
 * Points as the network sees them: numbers in [-1, 1], one input for each category, 1 where it is chosen; 0 for what is inactive.
 */
final class Encoding {

    private final ModelSpace space;
    private final int size;

    Encoding(ModelSpace space) {
        this.space = space;
        this.size = space.dimensions().stream().mapToInt(Encoding::width).sum();
    }

    private static int width(Dimension dimension) {
        return dimension instanceof CategoricalDimension categorical ? categorical.size() : 1;
    }

    /** How many inputs there are, 0 or more. */
    int size() {
        return size;
    }

    /** The inputs of a point. */
    double[] encode(Point point) {
        double[] inputs = new double[size];
        int at = 0;
        for (Dimension dimension : space.dimensions()) {
            if (point.has(dimension)) {
                double coordinate = point.at(dimension);
                if (dimension instanceof CategoricalDimension) {
                    inputs[at + (int) coordinate] = 1;
                } else {
                    inputs[at] = 2 * coordinate - 1;
                }
            }
            at += width(dimension);
        }
        return inputs;
    }
}
