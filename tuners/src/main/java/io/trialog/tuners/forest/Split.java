package io.trialog.tuners.forest;

/** A question about one feature that parts samples in two. Immutable by convention: its array is not copied. */
final class Split {

    private static final boolean[] NONE = {};

    private final int feature;
    private final double threshold;
    private final boolean[] left;
    private final double gain;

    private Split(int feature, double threshold, boolean[] left, double gain) {
        this.feature = feature;
        this.threshold = threshold;
        this.left = left;
        this.gain = gain;
    }

    /** Numbers that are not above a threshold, and absent ones, go left. */
    static Split at(int feature, double threshold, double gain) {
        return new Split(feature, threshold, NONE, gain);
    }

    /** Some categories go left, by index plus 1 and 0 for absent. */
    static Split by(int feature, boolean[] left, double gain) {
        return new Split(feature, 0, left, gain);
    }

    int feature() {
        return feature;
    }

    double threshold() {
        return threshold;
    }

    /** Which categories go left; empty for a number. */
    boolean[] left() {
        return left;
    }

    /** How much better the means of the two parts describe the samples than their common mean, above 0. */
    double gain() {
        return gain;
    }

    boolean goesLeft(double column) {
        return left.length == 0 ? !(column > threshold) : left[(int) column];
    }
}
