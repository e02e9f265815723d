package io.trialog.spi.space;

import java.util.List;

/**
 * Whole numbers, uniform in the logarithm, in their natural order: 1 to 2 is as likely as 100 to 200. The upper bound is
 * exclusive, as that of {@link RandInt}. A value {@code k} stands for the real numbers from {@code k - 0.5} to {@code k +
 * 0.5}, so the smallest one is no rarer than the logarithm says.
 *
 * @param low the smallest value, 1 or more
 * @param high above every value
 */
public record LogRandInt(long low, long high) implements NumericDistribution {

    public LogRandInt {
        if (low < 1) {
            throw new IllegalArgumentException("low: " + low + " (expected: >= 1)");
        }
        if (low >= high) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] (expected: low < high, high is exclusive)");
        }
        if (high > 1L << 53) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] (expected: within 2^53)");
        }
    }

    @Override
    public String type() {
        return "lograndint";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high);
    }

    @Override
    public double fromUnit(double u) {
        double value = Math.exp(Math.log(low - 0.5) + u * logRange());
        return Quantised.clip(Math.rint(value), (double) low, high - 1.0);
    }

    @Override
    public double toUnit(double value) {
        if (value <= low - 0.5) {
            return 0;
        }
        return Quantised.clip((Math.log(value) - Math.log(low - 0.5)) / logRange(), 0, 1);
    }

    private double logRange() {
        return Math.log(high - 0.5) - Math.log(low - 0.5);
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
