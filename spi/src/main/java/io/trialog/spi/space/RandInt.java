package io.trialog.spi.space;

import java.util.List;

/**
 * Whole numbers, each equally likely, in their natural order. The upper bound is exclusive: {@code [2, 5]} gives 2, 3, 4.
 *
 * @param low the smallest value
 * @param high above every value
 */
public record RandInt(long low, long high) implements NumericDistribution {

    public RandInt {
        if (low >= high) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] (expected: low < high, high is exclusive)");
        }
        if (high - low < 0 || Math.abs(low) > 1L << 53 || Math.abs(high) > 1L << 53) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] (expected: within +-2^53)");
        }
    }

    @Override
    public String type() {
        return "randint";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high);
    }

    @Override
    public double fromUnit(double u) {
        return Quantised.clip(Math.floor(low + u * (high - low)), (double) low, high - 1.0);
    }

    @Override
    public double toUnit(double value) {
        return Quantised.clip((value - low + 0.5) / (high - low), 0, 1);
    }

    @Override
    public boolean isInteger() {
        return true;
    }

    @Override
    public boolean contains(double value) {
        return value >= low && value < high;
    }

    @Override
    public long cardinality() {
        return high - low > 1_000_000 ? 0 : high - low;
    }
}
