package io.trialog.spi.space;

/** Checks of distribution arguments. */
final class Require {

    private Require() {}

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a finite number)");
        }
    }

    static void positive(String name, double value) {
        finite(name, value);
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }

    static void lowBelowHigh(double low, double high) {
        finite("low", low);
        finite("high", high);
        if (low >= high) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] (expected: low < high)");
        }
    }
}
