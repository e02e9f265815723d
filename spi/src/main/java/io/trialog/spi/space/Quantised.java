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

    /** How many values {@link #roundAndClip} can give, or 0 above a million. */
    static long cardinality(double q, double low, double high) {
        double first = Math.ceil(low / q);
        double last = Math.floor(high / q);
        double multiples = Math.max(0, last - first + 1);
        double ends = (first * q > low ? 1 : 0) + (last * q < high ? 1 : 0);
        double count = multiples + ends;
        return count > 1e6 ? 0 : (long) count;
    }
}
