package io.trialog.spi.space;

import java.util.List;

/**
 * Uniform in the logarithm on [low, high): {@code exp(uniform(log low, log high))}.
 *
 * @param low the smallest value, above 0
 * @param high above every value
 */
public record LogUniform(double low, double high) implements NumericDistribution {

    public LogUniform {
        Require.positive("low", low);
        Require.lowBelowHigh(low, high);
    }

    @Override
    public String type() {
        return "loguniform";
    }

    @Override
    public List<Object> arguments() {
        return List.of(low, high);
    }

    @Override
    public double fromUnit(double u) {
        double value = Math.exp(Math.log(low) + u * (Math.log(high) - Math.log(low)));
        return Quantised.clip(value, low, high);
    }

    @Override
    public double toUnit(double value) {
        if (value <= low) {
            return 0;
        }
        return Quantised.clip((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low)), 0, 1);
    }

    @Override
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
