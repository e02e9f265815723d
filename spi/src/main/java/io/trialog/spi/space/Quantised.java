package io.trialog.spi.space;

/** Rounding to steps, as the {@code q} types do it. */
final class Quantised {

    private Quantised() {}

    /** The nearest multiple of {@code q}; halves go to the even multiple (as Python's and numpy's round do). */
    static double round(double value, double q) {
        return Math.rint(value / q) * q;
    }

    static double roundAndClip(double value, double q, double low, double high) {
        return clip(round(value, q), low, high);
    }

    static double clip(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }

    /**
     * How many values {@link #roundAndClip} gives for what lies between low and high, or 0 above a million. An end that is no
     * multiple of q is among them only when a multiple beyond it is the nearest one for some of the range.
     */
    static long cardinality(double q, double low, double high) {
        double first = Math.floor(low / q - 0.5) + 1;
        double last = Math.ceil(high / q + 0.5) - 1;
        double count = last - first + 1;
        return count > 1e6 ? 0 : (long) count;
    }
}
