package io.trialog.spi.space;

import java.util.List;

/**
 * Uniform on [low, high), rounded to multiples of {@code q}, then clipped: {@code clip(round(x / q) * q, low, high)}.
 *
 * @param low the smallest value
 * @param high the largest value
 * @param q the step, above 0
 */
public record QUniform(double low, double high, double q) implements NumericDistribution {

    public QUniform {
        Require.lowBelowHigh(low, high);
        Require.positive("q", q);
    }

    @Override
    public String type() {
        return "quniform";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high, q);
    }

    @Override
    public double fromUnit(double u) {
        return Quantised.roundAndClip(low + u * (high - low), q, low, high);
    }

    @Override
    public double toUnit(double value) {
        return Quantised.clip((value - low) / (high - low), 0, 1);
    }

    @Override
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    @Override
    public long cardinality() {
        return Quantised.cardinality(q, low, high);
    }
}
