package io.trialog.spi.space;

import java.util.List;

/**
 * Uniform on [low, high).
 *
 * @param low the smallest value
 * @param high above every value
 */
public record Uniform(double low, double high) implements NumericDistribution {

    public Uniform {
        Require.lowBelowHigh(low, high);
    }

    @Override
    public String type() {
        return "uniform";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high);
    }

    @Override
    public double fromUnit(double u) {
        return low + u * (high - low);
    }

    @Override
    public double toUnit(double value) {
        return Quantised.clip((value - low) / (high - low), 0, 1);
    }

    @Override
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
