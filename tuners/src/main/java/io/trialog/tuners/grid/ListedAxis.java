package io.trialog.tuners.grid;

import java.util.function.LongToDoubleFunction;

/**
 * An axis that knows all its values from the beginning.
 *
 * @param size how many there are
 * @param coordinates the coordinate of each, by place
 */
record ListedAxis(long size, LongToDoubleFunction coordinates) implements Axis {

    @Override
    public double coordinate(long place) {
        return coordinates.applyAsDouble(place);
    }

    @Override
    public boolean refine() {
        return false;
    }

    @Override
    public boolean isRefinable() {
        return false;
    }
}
