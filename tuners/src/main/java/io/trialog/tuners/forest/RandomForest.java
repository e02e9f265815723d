package io.trialog.tuners.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A regression forest (Breiman, "Random forests", 2001) as SMAC uses it (Hutter, Hoos, Leyton-Brown, "Sequential model-based
 * optimization for general algorithm configuration", LION 2011): thresholds are drawn at random between the two values that
 * they part, so that the mean over trees is nearly continuous and trees disagree where there are no samples. Categories are
 * parted by subsets; an absent coordinate (not-a-number) is a value of its own, below all numbers. Immutable.
 *
 * <p>Growing takes O(t d n log n) for t trees on n samples of d features, predicting O(t log n).
 */
public final class RandomForest {

    private final List<Tree> trees;
    private final int[] categories;

    private RandomForest(List<Tree> trees, int[] categories) {
        this.trees = List.copyOf(trees);
        this.categories = categories.clone();
    }

    /**
     * Grows a forest.
     *
     * @param categories for each of d features its number of categories, or 0 for a number
     * @param inputs n rows of d coordinates: a number, the index of a category, or not-a-number when absent; n is 1 or more
     * @param targets n finite numbers
     * @param random decides everything that is left to chance
     */
    public static RandomForest fit(
            int[] categories, double[][] inputs, double[] targets, ForestSettings settings, RandomGenerator random) {
        Samples samples = new Samples(categories, inputs, targets);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < settings.trees(); i++) {
            trees.add(new TreeGrower(samples, settings, random).grow());
        }
        return new RandomForest(trees, categories);
    }

    /**
     * Grows the same forest as {@link #fit}, and asks of each row those of its trees that have not seen it.
     *
     * @param settings bootstrapped, else every tree sees every row
     */
    public static TestedForest fitAndTest(
            int[] categories, double[][] inputs, double[] targets, ForestSettings settings, RandomGenerator random) {
        Samples samples = new Samples(categories, inputs, targets);
        List<Tree> trees = new ArrayList<>();
        double[] sums = new double[inputs.length];
        int[] counts = new int[inputs.length];
        for (int i = 0; i < settings.trees(); i++) {
            TreeGrower grower = new TreeGrower(samples, settings, random);
            Tree tree = grower.grow();
            trees.add(tree);
            for (int row = 0; row < inputs.length; row++) {
                if (!grower.sees(row)) {
                    sums[row] += tree.mean(tree.leaf(inputs[row]));
                    counts[row]++;
                }
            }
        }
        double[] means = new double[inputs.length];
        Arrays.setAll(means, row -> sums[row] / counts[row]);
        return TestedForest.of(new RandomForest(trees, categories), means, targets);
    }

    /** How many trees there are. */
    public int size() {
        return trees.size();
    }

    /** What is expected at a row of coordinates. */
    public Prediction predict(double[] input) {
        double sum = 0;
        double squares = 0;
        for (Tree tree : trees) {
            double value = tree.mean(tree.leaf(input));
            sum += value;
            squares += value * value;
        }
        double mean = sum / trees.size();
        return new Prediction(mean, Math.max(0, squares / trees.size() - mean * mean));
    }

    /** The mean over the trees at a row of coordinates. */
    public double mean(double[] input) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.mean(tree.leaf(input));
        }
        return sum / trees.size();
    }

    /**
     * In which leaf of each tree a row of coordinates lies: two rows that share many leaves are alike to the forest (Breiman's
     * proximity).
     *
     * @return for each tree a number from 0 to below {@link #nodes}
     */
    public int[] leaves(double[] input) {
        int[] leaves = new int[trees.size()];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = trees.get(i).leaf(input);
        }
        return leaves;
    }

    /** The leaves of a tree as boxes; they part the space. */
    public List<LeafBox> boxes(int tree) {
        return trees.get(tree).boxes(LeafBox.whole(categories));
    }

    /** How many nodes a tree has; leaves are some of them. */
    public int nodes(int tree) {
        return trees.get(tree).nodes();
    }
}
