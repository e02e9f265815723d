package io.trialog.tuners.gp;

/**
 * Matern correlation functions of the squared distance r2, and the squared exponential, their limit (Rasmussen and Williams,
 * "Gaussian processes for machine learning", 2006, section 4.2).
 */
enum Matern {
    /** Rough: continuous. */
    HALF {
        @Override
        double value(double r2) {
            return Math.exp(-Math.sqrt(r2));
        }

        @Override
        double slope(double r2) {
            double r = Math.sqrt(Math.max(r2, SMALLEST));
            return -0.5 / r * Math.exp(-r);
        }
    },
    /** Once differentiable. */
    THREE_HALVES {
        @Override
        double value(double r2) {
            double s = Math.sqrt(3 * r2);
            return (1 + s) * Math.exp(-s);
        }

        @Override
        double slope(double r2) {
            return -1.5 * Math.exp(-Math.sqrt(3 * r2));
        }
    },
    /** Twice differentiable. */
    FIVE_HALVES {
        @Override
        double value(double r2) {
            double s = Math.sqrt(5 * r2);
            return (1 + s + 5.0 / 3 * r2) * Math.exp(-s);
        }

        @Override
        double slope(double r2) {
            double s = Math.sqrt(5 * r2);
            return -5.0 / 6 * (1 + s) * Math.exp(-s);
        }
    },
    /** The squared exponential: infinitely smooth. */
    INFINITE {
        @Override
        double value(double r2) {
            return Math.exp(-0.5 * r2);
        }

        @Override
        double slope(double r2) {
            return -0.5 * Math.exp(-0.5 * r2);
        }
    };

    private static final double SMALLEST = 1e-12;

    /** The function whose smoothness is next to {@code nu}. */
    static Matern of(double nu) {
        return nu < 1 ? HALF : nu < 2 ? THREE_HALVES : nu < 3.5 ? FIVE_HALVES : INFINITE;
    }

    /** The correlation at a squared distance, 1 at 0. */
    abstract double value(double r2);

    /** Its derivative by the squared distance, which is below 0. */
    abstract double slope(double r2);
}
