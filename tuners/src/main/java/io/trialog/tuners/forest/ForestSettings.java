package io.trialog.tuners.forest;

/**
 * How a forest is grown. Immutable.
 *
 * @param trees how many trees, 1 or more
 * @param minLeaf the smallest weight of a leaf, in samples, 1 or more
 * @param featureShare the share of the features that compete for a split, in (0, 1]
 * @param isBootstrapped whether each tree sees its own draw with replacement of the samples instead of all of them
 */
public record ForestSettings(int trees, int minLeaf, double featureShare, boolean isBootstrapped) {

    public ForestSettings {
        if (trees < 1) {
            throw new IllegalArgumentException("trees: " + trees + " (expected: >= 1)");
        }
        if (minLeaf < 1) {
            throw new IllegalArgumentException("minLeaf: " + minLeaf + " (expected: >= 1)");
        }
        if (!(featureShare > 0 && featureShare <= 1)) {
            throw new IllegalArgumentException("featureShare: " + featureShare + " (expected: in (0, 1])");
        }
    }

    /**
     * Those of a surrogate of few samples: bootstrap and leaves of single samples, as SMAC3 has it for hyperparameters (Lindauer
     * et al., JMLR 23, 2022), but half of the features for each split: closer to Breiman's forest, whose trees disagree more
     * where there are no samples ("Random forests", Machine Learning 45, 2001), which is what tells a search where to look.
     */
    public static ForestSettings smac(int trees) {
        return new ForestSettings(trees, 1, 0.5, true);
    }
}
