package io.trialog.tuners.grid;

import io.trialog.tuners.space.Condition;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Arrays;
import java.util.List;

/**
 * A place in the list of all points of a grid that is refined without end. An epoch is one grid: its points come like the
 * numbers of an odometer, the last dimension fastest, inactive dimensions left out, without those that the epoch before had. At its
 * end all axes are refined; an epoch that would have nothing new is passed over. Mutable; a step takes O(d), plus the points it passes over.
 */
final class Grid {

    private static final long INACTIVE = -1;

    private final ModelSpace space;
    private final List<Dimension> dimensions;
    private final List<Axis> axes;
    private final long[] places;
    private final long[] sizesBefore;
    private boolean isAtEnd;

    /** At the first point. */
    Grid(ModelSpace space) {
        this.space = space;
        this.dimensions = space.dimensions();
        this.axes = dimensions.stream().map(Axis::of).toList();
        this.places = new long[dimensions.size()];
        this.sizesBefore = new long[dimensions.size()];
        reset(0);
    }

    /** Whether there is no point here, nor any further on. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    /** The point here. */
    Point point() {
        return space.choose(dimension -> axes.get(dimension.index()).coordinate(places[dimension.index()]));
    }

    /** Goes to the next point. */
    void advance() {
        do {
            if (!turn()) {
                isAtEnd = !nextEpoch();
            }
        } while (!isAtEnd && isOfTheEpochBefore());
    }

    private boolean turn() {
        for (int i = places.length - 1; i >= 0; i--) {
            if (places[i] != INACTIVE && places[i] + 1 < axes.get(i).size()) {
                places[i]++;
                reset(i + 1);
                return true;
            }
        }
        return false;
    }

    private void reset(int from) {
        for (int i = from; i < places.length; i++) {
            places[i] = isActive(dimensions.get(i).condition()) ? 0 : INACTIVE;
        }
    }

    private boolean isActive(Condition condition) {
        int parent = condition.parent();
        return parent < 0
                || (places[parent] != INACTIVE && condition.categories().contains((int) places[parent]));
    }

    private boolean nextEpoch() {
        Arrays.setAll(sizesBefore, i -> axes.get(i).size());
        boolean isRefined = false;
        while (!isRefined && axes.stream().anyMatch(Axis::isRefinable)) {
            for (Axis axis : axes) {
                isRefined |= axis.refine();
            }
        }
        reset(0);
        return isRefined;
    }

    private boolean isOfTheEpochBefore() {
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= sizesBefore[i]) {
                return false;
            }
        }
        return true;
    }
}
