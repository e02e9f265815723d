package io.trialog.spi.space;

/** The standard normal distribution function and its inverse. */
final class StandardNormal {

    private static final double SMALLEST = 0x1p-53;
    private static final int MAX_TERMS = 500;

    private StandardNormal() {}

    /**
     * The probability of a value below {@code z}, to about 1e-15: the series of Marsaglia, "Evaluating the Normal
     * Distribution" (Journal of Statistical Software 11(4), 2004), and in the tails the continued fraction of Laplace
     * (Abramowitz and Stegun 26.2.14).
     */
    static double cumulative(double z) {
        if (Double.isNaN(z)) {
            return Double.NaN;
        }
        if (z > 0) {
            return 1 - cumulative(-z);
        }
        return z > -5 ? 0.5 - series(-z) * density(z) : tail(-z);
    }

    /**
     * The value below which a standard normal number lies with probability {@code u}: a rational first guess
     * (Abramowitz and Stegun 26.2.23, error below 4.5e-4), then Halley steps on {@link #cumulative}.
     *
     * @param u in [0, 1], taken as within [2^-53, 1 - 2^-53]
     */
    static double quantile(double u) {
        double p = Quantised.clip(u, SMALLEST, 1 - SMALLEST);
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double t = Math.sqrt(-2 * Math.log(p));
        double z = -(t
                - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int step = 0; step < 3; step++) {
            double error = (cumulative(z) - p) / density(z);
            z -= error / (1 + z * error / 2);
        }
        return z;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int i = 1; i < MAX_TERMS && Math.abs(term) > 1e-17 * Math.abs(sum); i++) {
            term *= z * z / (2 * i + 1);
            sum += term;
        }
        return sum;
    }

    /** P(Z > z) for large z. */
    private static double tail(double z) {
        double fraction = z;
        for (int i = 60; i >= 1; i--) {
            fraction = z + i / fraction;
        }
        return density(z) / fraction;
    }
}
