package io.trialog.spi.space;

import java.util.List;

/**
 * Uniform in the logarithm, rounded to multiples of {@code q}, then clipped: {@code clip(round(exp(x) / q) * q, low,
 * high)}.
 *
 * @param low the smallest value, above 0
 * @param high the largest value
 * @param q the step, above 0
 */
public record QLogUniform(double low, double high, double q) implements NumericDistribution {

    public QLogUniform {
        Require.positive("low", low);
        Require.lowBelowHigh(low, high);
        Require.positive("q", q);
    }

    @Override
    public String type() {
        return "qloguniform";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high, q);
    }

    @Override
    public double fromUnit(double u) {
        return Quantised.roundAndClip(new LogUniform(low, high).fromUnit(u), q, low, high);
    }

    @Override
    public double toUnit(double value) {
        return new LogUniform(low, high).toUnit(value);
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
