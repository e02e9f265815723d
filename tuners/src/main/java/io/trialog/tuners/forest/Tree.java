package io.trialog.tuners.forest;

import java.util.ArrayList;
import java.util.List;

/** A regression tree; node 0 is the root. Written by {@link TreeGrower}, then only read. */
final class Tree {

    static final int LEAF = -1;

    private final int[] features;
    private final double[] thresholds;
    private final boolean[][] subsets;
    private final int[] rights;
    private final double[] means;
    private int count;

    /** A tree without nodes, and room for this many. */
    Tree(int capacity) {
        features = new int[capacity];
        thresholds = new double[capacity];
        subsets = new boolean[capacity][];
        rights = new int[capacity];
        means = new double[capacity];
    }

    /** Adds a leaf and returns it. */
    int addLeaf(double mean) {
        features[count] = LEAF;
        means[count] = mean;
        return count++;
    }

    /** Adds a node whose left child is the next one that is added. */
    int addNode(Split split) {
        features[count] = split.feature();
        thresholds[count] = split.threshold();
        subsets[count] = split.left();
        return count++;
    }

    void setRight(int node, int right) {
        rights[node] = right;
    }

    int nodes() {
        return count;
    }

    double mean(int leaf) {
        return means[leaf];
    }

    /** The parts of the whole space that are leaves. */
    List<LeafBox> boxes(LeafBox whole) {
        List<LeafBox> boxes = new ArrayList<>();
        collect(0, whole, boxes);
        return boxes;
    }

    private void collect(int node, LeafBox box, List<LeafBox> boxes) {
        int feature = features[node];
        if (feature == LEAF) {
            boxes.add(box.expecting(means[node]));
            return;
        }
        boolean[] left = subsets[node];
        if (left.length == 0) {
            collect(node + 1, box.upTo(feature, thresholds[node]), boxes);
            collect(rights[node], box.above(feature, thresholds[node]), boxes);
        } else {
            collect(node + 1, box.among(feature, left, true), boxes);
            collect(rights[node], box.among(feature, left, false), boxes);
        }
    }

    /** The leaf in which a row of coordinates lies. */
    int leaf(double[] input) {
        int node = 0;
        while (features[node] != LEAF) {
            double value = input[features[node]];
            boolean[] left = subsets[node];
            boolean goesLeft =
                    left.length == 0 ? !(value > thresholds[node]) : left[Double.isNaN(value) ? 0 : (int) value + 1];
            node = goesLeft ? node + 1 : rights[node];
        }
        return node;
    }
}
