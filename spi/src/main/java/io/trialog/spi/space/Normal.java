package io.trialog.spi.space;

import java.util.List;

/**
 * The normal distribution; unbounded.
 *
 * @param mu the mean
 * @param sigma the standard deviation, above 0
 */
public record Normal(double mu, double sigma) implements NumericDistribution {

    public Normal {
        Require.finite("mu", mu);
        Require.positive("sigma", sigma);
    }

    @Override
    public String type() {
        return "normal";
    }

    @Override
    public List<Object> arguments() {
        return List.of(mu, sigma);
    }

    @Override
    public double fromUnit(double u) {
        return mu + sigma * StandardNormal.quantile(u);
    }

    @Override
    public double toUnit(double value) {
        return StandardNormal.cumulative((value - mu) / sigma);
    }

    @Override
    public boolean contains(double value) {
        return true;
    }
}
