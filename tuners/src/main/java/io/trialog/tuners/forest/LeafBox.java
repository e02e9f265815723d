package io.trialog.tuners.forest;

import java.util.Arrays;

/**
 * A leaf of a tree: a box, and what the tree expects everywhere in it. The boxes of a tree part the space. Immutable.
 *
 * <p>Of numbers, which lie in the unit interval, a box has those above {@link #low} that are not above {@link #high}.
 */
public final class LeafBox {

    private final double mean;
    private final double[] lows;
    private final double[] highs;
    private final boolean[][] categories;

    private LeafBox(double mean, double[] lows, double[] highs, boolean[][] categories) {
        this.mean = mean;
        this.lows = lows;
        this.highs = highs;
        this.categories = categories;
    }

    /**
     * The whole space.
     *
     * @param categories for each feature its number of categories, or 0 for a number
     */
    public static LeafBox whole(int[] categories) {
        double[] lows = new double[categories.length];
        double[] highs = new double[categories.length];
        boolean[][] all = new boolean[categories.length][];
        for (int feature = 0; feature < categories.length; feature++) {
            lows[feature] = Double.NEGATIVE_INFINITY;
            highs[feature] = Double.POSITIVE_INFINITY;
            all[feature] = new boolean[categories[feature] == 0 ? 0 : categories[feature] + 1];
            Arrays.fill(all[feature], true);
        }
        return new LeafBox(1, lows, highs, all);
    }

    /** What the tree expects; 1 for the whole space. */
    public double mean() {
        return mean;
    }

    /** The number above which the box begins; negative infinity, and then also what is absent, when there is no limit. */
    public double low(int feature) {
        return lows[feature];
    }

    /** The greatest number of the box; positive infinity when there is no limit. */
    public double high(int feature) {
        return highs[feature];
    }

    /** How much of the unit interval the box has, in [0, 1]. */
    public double length(int feature) {
        return Math.max(0, Math.min(highs[feature], 1) - Math.max(lows[feature], 0));
    }

    /** Whether the box has a category of a categorical feature. */
    public boolean hasCategory(int feature, int category) {
        return categories[feature][category + 1];
    }

    /** Whether the box has rows that lack the feature. */
    public boolean hasAbsent(int feature) {
        return categories[feature].length == 0 ? lows[feature] == Double.NEGATIVE_INFINITY : categories[feature][0];
    }

    /** This box with another mean. */
    LeafBox expecting(double other) {
        return new LeafBox(other, lows, highs, categories);
    }

    /** The part in which a number is not above a threshold, or is absent. */
    LeafBox upTo(int feature, double threshold) {
        double[] next = highs.clone();
        next[feature] = Math.min(next[feature], threshold);
        return new LeafBox(mean, lows, next, categories);
    }

    /** The part in which a number is above a threshold. */
    LeafBox above(int feature, double threshold) {
        double[] next = lows.clone();
        next[feature] = Math.max(next[feature], threshold);
        return new LeafBox(mean, next, highs, categories);
    }

    /** The part in which a category is, or is not, among some; by index plus 1, and 0 for absent. */
    LeafBox among(int feature, boolean[] some, boolean isAmong) {
        boolean[][] next = categories.clone();
        next[feature] = categories[feature].clone();
        for (int category = 0; category < some.length; category++) {
            next[feature][category] &= some[category] == isAmong;
        }
        return new LeafBox(mean, lows, highs, next);
    }
}
