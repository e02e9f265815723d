package io.trialog.tuners.dngo;

import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;

/** The functions of a point that the regression adds up: the last hidden layers of networks, and a constant. Immutable. */
final class Basis {

    private final Encoding encoding;
    private final List<Network> networks;

    Basis(Encoding encoding, List<Network> networks) {
        this.encoding = encoding;
        this.networks = List.copyOf(networks);
    }

    /** The values of the functions at a point. */
    double[] at(Point point) {
        double[] inputs = encoding.encode(point);
        double[] values = new double[networks.size() * Network.WIDTH + 1];
        for (int k = 0; k < networks.size(); k++) {
            System.arraycopy(networks.get(k).basis(inputs), 0, values, k * Network.WIDTH, Network.WIDTH);
        }
        values[values.length - 1] = 1;
        return values;
    }

    /** The values at some points, point by point. */
    double[][] at(List<Point> points) {
        List<double[]> rows = new ArrayList<>();
        points.forEach(point -> rows.add(at(point)));
        return rows.toArray(double[][]::new);
    }
}
