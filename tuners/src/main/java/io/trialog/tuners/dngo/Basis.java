package io.trialog.tuners.dngo;

import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The functions of a point that the regression adds up: the last hidden layer of a network, a constant, and the inputs and their
 * squares. The latter are Snoek et al.'s quadratic prior mean: without, a network extends slopes into every corner. Immutable.
 */
final class Basis {

    private final Encoding encoding;
    private final Network network;

    Basis(Encoding encoding, Network network) {
        this.encoding = encoding;
        this.network = network;
    }

    /** The values of the functions at a point. */
    double[] at(Point point) {
        double[] inputs = encoding.encode(point);
        double[] values = Arrays.copyOf(network.basis(inputs), Network.WIDTH + 1 + 2 * inputs.length);
        int next = Network.WIDTH;
        values[next++] = 1;
        for (double input : inputs) {
            values[next++] = input;
            values[next++] = input * input;
        }
        return values;
    }

    /** The values at some points, point by point. */
    double[][] at(List<Point> points) {
        List<double[]> rows = new ArrayList<>();
        points.forEach(point -> rows.add(at(point)));
        return rows.toArray(double[][]::new);
    }
}
