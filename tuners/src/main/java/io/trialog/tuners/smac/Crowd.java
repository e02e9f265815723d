package io.trialog.tuners.smac;

import io.trialog.tuners.forest.RandomForest;
import io.trialog.tuners.space.Point;

/**
 * How many running trials are where. Two points are as near each other as the share of trees in which they lie in the same
 * leaf (Breiman's proximity): there the model cannot tell them apart, and a running trial is about to say what is to be known. Mutable.
 */
final class Crowd {

    private final RandomForest forest;
    private final int[][] occupants;
    private boolean isEmpty = true;

    Crowd(RandomForest forest) {
        this.forest = forest;
        this.occupants = new int[forest.size()][];
        for (int tree = 0; tree < occupants.length; tree++) {
            occupants[tree] = new int[forest.nodes(tree)];
        }
    }

    void add(Point point) {
        isEmpty = false;
        int[] leaves = forest.leaves(point.coordinates());
        for (int tree = 0; tree < leaves.length; tree++) {
            occupants[tree][leaves[tree]]++;
        }
    }

    /** The sum of the proximities of all running trials to a point, 0 or more. */
    double density(double[] input) {
        if (isEmpty) {
            return 0;
        }
        int[] leaves = forest.leaves(input);
        int sum = 0;
        for (int tree = 0; tree < leaves.length; tree++) {
            sum += occupants[tree][leaves[tree]];
        }
        return (double) sum / leaves.length;
    }
}
