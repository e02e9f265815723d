package io.trialog.tuners.importance;

import io.trialog.tuners.forest.LeafBox;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Where on one dimension a marginal is wanted: places, each of which stands for a part of the dimension. */
final class Axis {

    /** Of no dimension: one place, which every box has. */
    static final int NONE = -1;

    private final int dimension;
    private final boolean isCategorical;
    private final double[] places;
    private final double[] masses;

    private Axis(int dimension, boolean isCategorical, double[] places, double[] masses) {
        this.dimension = dimension;
        this.isCategorical = isCategorical;
        this.places = places;
        this.masses = masses;
    }

    static Axis none() {
        return new Axis(NONE, false, new double[1], new double[] {1});
    }

    /**
     * At these places of a dimension, all equally heavy.
     *
     * @param places ascending coordinates in [0, 1], or indexes of categories
     */
    static Axis at(Dimension dimension, double[] places) {
        double[] masses = new double[places.length];
        Arrays.fill(masses, 1.0 / places.length);
        return new Axis(dimension.index(), dimension instanceof CategoricalDimension, places.clone(), masses);
    }

    /** All of a dimension: one place for each part in which the leaves differ nowhere. */
    static Axis of(Dimension dimension, List<LeafBox> leaves) {
        return dimension instanceof CategoricalDimension categorical
                ? categories(categorical)
                : intervals(dimension.index(), leaves);
    }

    private static Axis categories(CategoricalDimension dimension) {
        double[] places = new double[dimension.size()];
        double[] masses = new double[dimension.size()];
        for (int category = 0; category < places.length; category++) {
            places[category] = category;
            masses[category] = dimension.probability(category);
        }
        return new Axis(dimension.index(), true, places, masses);
    }

    private static Axis intervals(int dimension, List<LeafBox> leaves) {
        double[] ends = borders(dimension, leaves);
        double[] places = new double[ends.length - 1];
        double[] masses = new double[ends.length - 1];
        for (int i = 0; i < places.length; i++) {
            masses[i] = ends[i + 1] - ends[i];
            places[i] = ends[i] + masses[i] / 2;
        }
        return new Axis(dimension, false, places, masses);
    }

    /** Where leaves begin and end, ascending, each once; from 0 to 1, as they part the space. */
    private static double[] borders(int dimension, List<LeafBox> leaves) {
        double[] all = new double[2 * leaves.size()];
        for (int i = 0; i < leaves.size(); i++) {
            all[2 * i] = Math.max(leaves.get(i).low(dimension), 0);
            all[2 * i + 1] = Math.min(Math.max(leaves.get(i).high(dimension), 0), 1);
        }
        Arrays.sort(all);
        int count = 0;
        double[] ends = new double[all.length];
        for (double border : all) {
            if (count == 0 || border > ends[count - 1]) {
                ends[count++] = border;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    int size() {
        return places.length;
    }

    /** How much of the dimension a place stands for, where that is active. */
    double mass(int place) {
        return masses[place];
    }

    /**
     * The places that a box has, in runs for each of which the same is to be fixed: numbers together, categories one by one.
     *
     * @return first place and place behind the last, of one run after the other
     */
    int[] runs(LeafBox box) {
        if (!isCategorical) {
            return dimension == NONE
                    ? new int[] {0, 1}
                    : new int[] {above(box.low(dimension)), above(box.high(dimension))};
        }
        return IntStream.range(0, places.length)
                .filter(place -> box.hasCategory(dimension, (int) places[place]))
                .flatMap(place -> IntStream.of(place, place + 1))
                .toArray();
    }

    /** The first place above a number. */
    private int above(double number) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Notes down what is fixed at a place. */
    void fix(int[] fixed, int place) {
        if (dimension != NONE) {
            fixed[dimension] = isCategorical ? (int) places[place] : Measure.PRESENT;
        }
    }

    /** Undoes {@link #fix}. */
    void release(int[] fixed) {
        if (dimension != NONE) {
            fixed[dimension] = Measure.FREE;
        }
    }
}
