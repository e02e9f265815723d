package io.trialog.spi.space;

import java.util.List;

/**
 * Numbers whose logarithm is normal, rounded to multiples of {@code q}: {@code round(exp(normal(mu, sigma)) / q) * q}; may
 * be 0, unbounded above.
 *
 * @param mu the mean of the logarithm
 * @param sigma the standard deviation of the logarithm, above 0
 * @param q the step, above 0
 */
public record QLogNormal(double mu, double sigma, double q) implements NumericDistribution {

    public QLogNormal {
        Require.finite("mu", mu);
        Require.positive("sigma", sigma);
        Require.positive("q", q);
    }

    @Override
    public String type() {
        return "qlognormal";
    }

    @Override
    public List<Object> arguments() {
        return List.of(mu, sigma, q);
    }

    @Override
    public double fromUnit(double u) {
        return Quantised.round(new LogNormal(mu, sigma).fromUnit(u), q);
    }

    @Override
    public double toUnit(double value) {
        return new LogNormal(mu, sigma).toUnit(value);
    }

    @Override
    public boolean contains(double value) {
        return value >= 0;
    }
}
