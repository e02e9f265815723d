package io.trialog.spi.space;

import java.util.List;

/**
 * The normal distribution, rounded to multiples of {@code q}; unbounded.
 *
 * @param mu the mean
 * @param sigma the standard deviation, above 0
 * @param q the step, above 0
 */
public record QNormal(double mu, double sigma, double q) implements NumericDistribution {

    public QNormal {
        Require.finite("mu", mu);
        Require.positive("sigma", sigma);
        Require.positive("q", q);
    }

    @Override
    public String type() {
        return "qnormal";
    }

    @Override
    public List<Object> arguments() {
        return List.of(mu, sigma, q);
    }

    @Override
    public double fromUnit(double u) {
        return Quantised.round(new Normal(mu, sigma).fromUnit(u), q);
    }

    @Override
    public double toUnit(double value) {
        return new Normal(mu, sigma).toUnit(value);
    }

    @Override
    public boolean contains(double value) {
        return true;
    }
}
