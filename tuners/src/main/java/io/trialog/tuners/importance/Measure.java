package io.trialog.tuners.importance;

import io.trialog.tuners.forest.LeafBox;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely the points of a box are before anything is known: the size of the box in the unit cube, where a category takes as
 * much as its weight. Conditional dimensions are taken as they are: absent in as much of the cube as their parents make them so.
 * Constraints are not minded. Immutable.
 */
final class Measure {

    /** A dimension that may be anything, also absent. */
    static final int FREE = -1;

    /** A numeric dimension that must not be absent, and whose value does not count. */
    static final int PRESENT = -2;

    private final List<Dimension> dimensions;
    private final List<Dimension> roots;
    private final List<List<Dimension>> children;

    Measure(List<Dimension> dimensions) {
        this.dimensions = List.copyOf(dimensions);
        this.roots = childrenOf(-1);
        this.children = dimensions.stream()
                .map(dimension -> childrenOf(dimension.index()))
                .toList();
    }

    private List<Dimension> childrenOf(int parent) {
        List<Dimension> found = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            if (dimension.condition().parent() == parent) {
                found.add(dimension);
            }
        }
        return List.copyOf(found);
    }

    /**
     * The probability that a point lies in a box and has every dimension that is not {@link #FREE}; given, for those dimensions,
     * that they have their category, or whatever number it is.
     *
     * @param fixed for each dimension {@link #FREE}, {@link #PRESENT} or the index of a category
     */
    double of(LeafBox box, int[] fixed) {
        double product = 1;
        for (Dimension root : roots) {
            product *= active(root, box, fixed);
        }
        return product;
    }

    /** Of a dimension that is active, and all below it. */
    private double active(Dimension dimension, LeafBox box, int[] fixed) {
        int index = dimension.index();
        if (!(dimension instanceof CategoricalDimension categorical)) {
            return fixed[index] == PRESENT ? 1 : box.length(index);
        }
        if (fixed[index] != FREE) {
            return box.hasCategory(index, fixed[index]) ? below(dimension, fixed[index], box, fixed) : 0;
        }
        double sum = 0;
        for (int category = 0; category < categorical.size(); category++) {
            if (box.hasCategory(index, category)) {
                sum += categorical.probability(category) * below(dimension, category, box, fixed);
            }
        }
        return sum;
    }

    private double below(Dimension parent, int category, LeafBox box, int[] fixed) {
        double product = 1;
        for (Dimension child : children.get(parent.index())) {
            product *= child.condition().categories().contains(category)
                    ? active(child, box, fixed)
                    : canBeAbsent(child, box, fixed) ? 1 : 0;
        }
        return product;
    }

    private boolean canBeAbsent(Dimension dimension, LeafBox box, int[] fixed) {
        if (fixed[dimension.index()] != FREE || !box.hasAbsent(dimension.index())) {
            return false;
        }
        for (Dimension child : children.get(dimension.index())) {
            if (!canBeAbsent(child, box, fixed)) {
                return false;
            }
        }
        return true;
    }
}
