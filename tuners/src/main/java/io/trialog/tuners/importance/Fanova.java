package io.trialog.tuners.importance;

import io.trialog.tuners.forest.ForestSettings;
import io.trialog.tuners.forest.LeafBox;
import io.trialog.tuners.forest.RandomForest;
import io.trialog.tuners.forest.TestedForest;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Functional analysis of variance of a random forest (Hutter, Hoos, Leyton-Brown, "An efficient approach for assessing
 * hyperparameter importance", ICML 2014): how much of the variance of a result over the whole space is due to each parameter, and
 * to pairs of them, and what is to be expected over one or two of them, the mean over all others. Exact for each tree, by the
 * boxes of its leaves. Immutable.
 *
 * <p>The space is the unit cube in which tuners search: logarithmic types count by orders of magnitude, normal ones by quantiles,
 * categories by their weights. Constraints are not minded.
 *
 * <p>The paper has no conditional parameters. Here the cube is as the space makes it: a parameter that a nested choice does not have
 * is absent, which is no value. What it counts is the variance due to its values among the points that have it, times how likely
 * those are; so the choice itself counts for what differs between branches. In the forest absent is a value of its own.
 *
 * <p>Taking means of trees, not of the forest, makes the trees' disagreement known, and counts it as variance of every one of them.
 */
public final class Fanova {

    /** 64 trees, with bootstrap, five sixths of the features for each split and leaves of 3: as the paper's forests. */
    private static final ForestSettings SETTINGS = new ForestSettings(64, 3, 5.0 / 6, true);

    private final List<Dimension> dimensions;
    private final RandomForest forest;
    private final double fit;
    private final Measure measure;
    private final LeafBox whole;
    private final double[] variances;

    private Fanova(List<Dimension> dimensions, int[] categories, RandomForest forest, double fit) {
        this.dimensions = dimensions;
        this.forest = forest;
        this.fit = fit;
        this.measure = new Measure(dimensions);
        this.whole = LeafBox.whole(categories);
        this.variances = new double[forest.size()];
        Arrays.setAll(variances, tree -> variance(forest.boxes(tree)));
    }

    /**
     * Learns from points and their values. Takes O(t d n log n) for t trees on n points in a space of d dimensions.
     *
     * @param points at least one, complete ({@link ModelSpace#isComplete})
     * @param values as many finite numbers
     * @param random decides what the trees leave to chance
     */
    public static Fanova of(ModelSpace space, List<Point> points, double[] values, RandomGenerator random) {
        return of(space, points, values, SETTINGS, random);
    }

    static Fanova of(
            ModelSpace space, List<Point> points, double[] values, ForestSettings settings, RandomGenerator random) {
        int[] categories = space.dimensions().stream()
                .mapToInt(dimension -> dimension instanceof CategoricalDimension categorical ? categorical.size() : 0)
                .toArray();
        double[][] inputs = points.stream().map(Point::coordinates).toArray(double[][]::new);
        TestedForest tested = RandomForest.fitAndTest(categories, inputs, values, settings, random);
        return new Fanova(space.dimensions(), categories, tested.forest(), tested.explained());
    }

    /** How many trees there are. */
    public int trees() {
        return forest.size();
    }

    /**
     * Which part of the variance of the values the forest explains where it has not seen them; at most 1. The nearer it is to 0,
     * or below, the less all else means. Not-a-number when the values have no variance.
     */
    public double fit() {
        return fit;
    }

    /** By dimension: which part of the variance over the space is due to it alone, in [0, 1]; 0 when there is no variance. */
    public List<Estimate> importances() {
        List<Estimate.Sum> sums =
                dimensions.stream().map(each -> new Estimate.Sum()).toList();
        int[] fixed = free();
        for (int tree = 0; tree < forest.size(); tree++) {
            if (variances[tree] > 0) {
                List<LeafBox> leaves = forest.boxes(tree);
                for (Dimension dimension : dimensions) {
                    Axis axis = Axis.of(dimension, leaves);
                    Marginal marginal = Marginal.of(leaves, whole, measure, fixed, axis, Axis.none());
                    sums.get(dimension.index()).add(marginal.variance() / variances[tree]);
                }
            }
        }
        return sums.stream().map(Estimate.Sum::estimate).toList();
    }

    /**
     * By pair: which part of the variance over the space is due to the two dimensions together, and to neither of them alone, in [0,
     * 1]; 0 for those that no point has both.
     *
     * @param pairs two different dimensions each
     */
    public List<Estimate> interactions(List<int[]> pairs) {
        List<Estimate.Sum> sums = pairs.stream().map(pair -> new Estimate.Sum()).toList();
        int[] fixed = free();
        for (int tree = 0; tree < forest.size(); tree++) {
            if (variances[tree] > 0) {
                List<LeafBox> leaves = forest.boxes(tree);
                for (int i = 0; i < pairs.size(); i++) {
                    Axis first = Axis.of(dimensions.get(pairs.get(i)[0]), leaves);
                    Axis second = Axis.of(dimensions.get(pairs.get(i)[1]), leaves);
                    Marginal marginal = Marginal.of(leaves, whole, measure, fixed, first, second);
                    sums.get(i).add(marginal.interaction() / variances[tree]);
                }
            }
        }
        return sums.stream().map(Estimate.Sum::estimate).toList();
    }

    /**
     * What is expected over a dimension, where points have it: the mean over all others.
     *
     * @param places ascending coordinates in [0, 1], or indexes of categories
     */
    public List<Estimate> marginal(int dimension, double[] places) {
        return marginal(Axis.at(dimensions.get(dimension), places), Axis.none());
    }

    /**
     * What is expected over two dimensions, where points have both: the mean over all others.
     *
     * @param places of the first: ascending coordinates in [0, 1], or indexes of categories
     * @param otherPlaces of the other
     * @return for each place of the first those of the other; not-a-number where no point has both
     */
    public List<Estimate> marginal(int dimension, double[] places, int other, double[] otherPlaces) {
        return marginal(Axis.at(dimensions.get(dimension), places), Axis.at(dimensions.get(other), otherPlaces));
    }

    private List<Estimate> marginal(Axis first, Axis second) {
        List<Estimate.Sum> sums = IntStream.range(0, first.size() * second.size())
                .mapToObj(place -> new Estimate.Sum())
                .toList();
        int[] fixed = free();
        for (int tree = 0; tree < forest.size(); tree++) {
            Marginal marginal = Marginal.of(forest.boxes(tree), whole, measure, fixed, first, second);
            for (int row = 0; row < first.size(); row++) {
                for (int column = 0; column < second.size(); column++) {
                    sums.get(row * second.size() + column).add(marginal.mean(row, column));
                }
            }
        }
        return sums.stream().map(Estimate.Sum::estimate).toList();
    }

    /** Of one tree over the whole space. */
    private double variance(List<LeafBox> leaves) {
        int[] fixed = free();
        double[] masses = new double[leaves.size()];
        double mean = 0;
        for (int i = 0; i < masses.length; i++) {
            masses[i] = measure.of(leaves.get(i), fixed);
            mean += masses[i] * leaves.get(i).mean();
        }
        double variance = 0;
        for (int i = 0; i < masses.length; i++) {
            double difference = leaves.get(i).mean() - mean;
            variance += masses[i] * difference * difference;
        }
        return variance;
    }

    private int[] free() {
        int[] fixed = new int[dimensions.size()];
        Arrays.fill(fixed, Measure.FREE);
        return fixed;
    }
}
