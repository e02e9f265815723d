package io.trialog.spi.tuner;

/** Which final values are better. */
public enum Direction {
    /** Smaller is better. */
    MINIMIZE,
    /** Larger is better. */
    MAXIMIZE;

    /** Whether {@code a} is strictly better than {@code b}; not-a-number is better than nothing. */
    public boolean isBetter(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return !Double.isNaN(a);
        }
        return this == MINIMIZE ? a < b : a > b;
    }

    /** The value as something to minimise: itself, or negated. */
    public double toLoss(double value) {
        return this == MINIMIZE ? value : -value;
    }
}
