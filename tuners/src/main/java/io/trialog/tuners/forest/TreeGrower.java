package io.trialog.tuners.forest;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree. The rows are kept in the order of every numeric feature, and each split divides all these orders stably, so
 * that nothing is sorted again: O(d n) for each level of the tree. For one use.
 */
final class TreeGrower {

    /** Samples whose targets differ less than this, relatively, are equal. */
    private static final double PURE = 1e-12;

    private final Samples samples;
    private final ForestSettings settings;
    private final RandomGenerator random;
    private final int[] weights;
    private final int[] rows;
    private final int[][] sorted;
    private final int[] features;
    private final boolean[] goesLeft;
    private final int[] spare;
    private final SplitSearch search;
    private final Tree tree;

    TreeGrower(Samples samples, ForestSettings settings, RandomGenerator random) {
        this.samples = samples;
        this.settings = settings;
        this.random = random;
        this.weights = weights(samples.count());
        this.rows = drawn(samples.rows());
        this.sorted = new int[samples.features()][];
        for (int feature = 0; feature < sorted.length; feature++) {
            sorted[feature] = samples.isNumeric(feature) ? drawn(samples.sorted[feature]) : rows;
        }
        this.features = new int[samples.features()];
        Arrays.setAll(features, feature -> feature);
        this.goesLeft = new boolean[samples.count()];
        this.spare = new int[rows.length];
        this.search = new SplitSearch(samples, weights, settings.minLeaf(), random);
        this.tree = new Tree(2 * rows.length);
    }

    private int[] weights(int count) {
        int[] drawn = new int[count];
        if (!settings.isBootstrapped()) {
            Arrays.fill(drawn, 1);
            return drawn;
        }
        for (int i = 0; i < count; i++) {
            drawn[random.nextInt(count)]++;
        }
        return drawn;
    }

    private int[] drawn(int[] all) {
        return Arrays.stream(all).filter(row -> weights[row] > 0).toArray();
    }

    /** Whether the tree sees a row. */
    boolean sees(int row) {
        return weights[row] > 0;
    }

    Tree grow() {
        grow(0, rows.length);
        return tree;
    }

    private int grow(int from, int to) {
        double weight = 0;
        double sum = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double target = samples.targets[rows[i]];
            weight += weights[rows[i]];
            sum += weights[rows[i]] * target;
            smallest = Math.min(smallest, target);
            largest = Math.max(largest, target);
        }
        boolean isPure = largest - smallest <= PURE * Math.max(Math.abs(largest), Math.abs(smallest));
        Split split = isPure || weight < 2 * settings.minLeaf() ? null : bestSplit(from, to, weight, sum);
        if (split == null) {
            return tree.addLeaf(sum / weight);
        }
        int node = tree.addNode(split);
        int middle = divide(split, from, to);
        grow(from, middle);
        tree.setRight(node, grow(middle, to));
        return node;
    }

    /** The best split by a random share of the features, or by the first other one that gains something. */
    private @Nullable Split bestSplit(int from, int to, double weight, double sum) {
        int share = (int) Math.ceil(settings.featureShare() * features.length);
        Split best = null;
        for (int i = 0; i < features.length && (i < share || best == null); i++) {
            int other = i + random.nextInt(features.length - i);
            int feature = features[other];
            features[other] = features[i];
            features[i] = feature;
            Split split = search.best(feature, sorted[feature], from, to, weight, sum);
            if (split != null && (best == null || split.gain() > best.gain())) {
                best = split;
            }
        }
        return best;
    }

    private int divide(Split split, int from, int to) {
        double[] column = samples.columns[split.feature()];
        for (int i = from; i < to; i++) {
            goesLeft[rows[i]] = split.goesLeft(column[rows[i]]);
        }
        for (int feature = 0; feature < sorted.length; feature++) {
            if (samples.isNumeric(feature)) {
                divide(sorted[feature], from, to);
            }
        }
        return divide(rows, from, to);
    }

    private int divide(int[] order, int from, int to) {
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            if (goesLeft[order[i]]) {
                order[left++] = order[i];
            } else {
                spare[right++] = order[i];
            }
        }
        System.arraycopy(spare, 0, order, left, right);
        return left;
    }
}
