package io.trialog.tuners.space;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as models see it: one coordinate for each {@link Dimension} of a {@link ModelSpace}, absent where the
 * dimension is inactive. Immutable.
 */
public final class Point {

    private static final double ABSENT = Double.NaN;

    private final double[] coordinates;

    private Point(double[] coordinates) {
        this.coordinates = coordinates;
    }

    /** A point of these coordinates, not-a-number where absent. */
    static Point of(double[] coordinates) {
        return new Point(coordinates.clone());
    }

    /** Coordinates of which none is known yet. */
    static double[] blank(int dimensions) {
        double[] coordinates = new double[dimensions];
        Arrays.fill(coordinates, ABSENT);
        return coordinates;
    }

    /** Whether there is a coordinate for this dimension. */
    public boolean has(Dimension dimension) {
        return !Double.isNaN(coordinates[dimension.index()]);
    }

    /** The coordinate for a dimension: in [0, 1] or the index of a category; not-a-number where absent. */
    public double at(Dimension dimension) {
        return coordinates[dimension.index()];
    }

    /** The coordinate of the dimension with this index; not-a-number where absent. */
    public double at(int dimension) {
        return coordinates[dimension];
    }

    /** A copy of all coordinates, by the index of the dimension; not-a-number where absent. */
    public double[] coordinates() {
        return coordinates.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Point that && Arrays.equals(coordinates, that.coordinates);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coordinates);
    }

    @Override
    public String toString() {
        return Arrays.toString(coordinates);
    }
}
