package io.trialog.spi.space;

import java.util.List;

/**
 * Numbers whose logarithm is normal: {@code exp(normal(mu, sigma))}; positive, unbounded above.
 *
 * @param mu the mean of the logarithm
 * @param sigma the standard deviation of the logarithm, above 0
 */
public record LogNormal(double mu, double sigma) implements NumericDistribution {

    public LogNormal {
        Require.finite("mu", mu);
        Require.positive("sigma", sigma);
    }

    @Override
    public String type() {
        return "lognormal";
    }

    @Override
    public List<Object> arguments() {
        return List.of(mu, sigma);
    }

    @Override
    public double fromUnit(double u) {
        return Math.exp(new Normal(mu, sigma).fromUnit(u));
    }

    @Override
    public double toUnit(double value) {
        return value <= 0 ? 0 : new Normal(mu, sigma).toUnit(Math.log(value));
    }

    @Override
    public boolean contains(double value) {
        return value > 0;
    }
}
