package io.trialog.tuners.normal;

/** Functions of the standard normal distribution that keep their digits far out in the tail; to 7 digits or better. */
public final class NormalTail {

    private static final double LOG_DENSITY_AT_0 = -0.5 * Math.log(2 * Math.PI);
    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
    private static final double ASYMPTOTIC = 12;
    private static final double LARGE = 7.07106781186547;
    private static final double[] NUMERATOR = {
        3.52624965998911e-2,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] DENOMINATOR = {
        8.83883476483184e-2,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };

    private NormalTail() {}

    /**
     * Mills' ratio P(Z > t) / density(t) for t >= 0: algorithm 5666 of Hart et al., "Computer approximations" (1968), in the
     * form of West, "Better approximations to cumulative normal functions" (Wilmott Magazine, 2005).
     */
    private static double mills(double t) {
        return t < LARGE ? SQRT_2_PI * polynomial(NUMERATOR, t) / polynomial(DENOMINATOR, t) : 1 / fraction(t);
    }

    /** The beginning of the continued fraction of {@code 1 / mills(t)}. */
    private static double fraction(double t) {
        return t + 1 / (t + 2 / (t + 3 / (t + 4 / (t + 0.65))));
    }

    private static double polynomial(double[] coefficients, double t) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * t + coefficient;
        }
        return sum;
    }

    private static double density(double z) {
        return Math.exp(-0.5 * z * z) / SQRT_2_PI;
    }

    /** P(Z < z). */
    public static double cumulative(double z) {
        double tail = beyond(Math.abs(z));
        return z > 0 ? 1 - tail : tail;
    }

    /**
     * P(Z > t).
     *
     * @param t 0 or more
     */
    public static double beyond(double t) {
        double bell = Math.exp(-t * t / 2);
        return t < LARGE
                ? bell * polynomial(NUMERATOR, t) / polynomial(DENOMINATOR, t)
                : bell / fraction(t) / SQRT_2_PI;
    }

    /**
     * The logarithm of h(z) = density(z) + z P(Z < z), the expected improvement in deviations when z is how far the mean
     * lies below the best value (Ament et al., "Unexpected improvements to expected improvement", arXiv:2310.20708).
     */
    public static double logImprovement(double z) {
        if (z > -1) {
            return Math.log(density(z) + z * cumulative(z));
        }
        return LOG_DENSITY_AT_0 - 0.5 * z * z + Math.log(oneMinusMills(-z));
    }

    /** The derivative of {@link #logImprovement}. */
    public static double logImprovementSlope(double z) {
        if (z > -1) {
            double cumulative = cumulative(z);
            return cumulative / (density(z) + z * cumulative);
        }
        return mills(-z) / oneMinusMills(-z);
    }

    /** 1 - t mills(t), which is about 1 / t^2. */
    private static double oneMinusMills(double t) {
        if (t < ASYMPTOTIC) {
            return 1 - t * mills(t);
        }
        double s = 1 / (t * t);
        return s * (1 - s * (3 - s * (15 - s * (105 - s * 945))));
    }

    /** The logarithm of P(Z < z). */
    public static double logCumulative(double z) {
        return z > 0 ? Math.log1p(-density(z) * mills(z)) : LOG_DENSITY_AT_0 - 0.5 * z * z + Math.log(mills(-z));
    }

    /** The derivative of {@link #logCumulative}. */
    public static double logCumulativeSlope(double z) {
        return z > 0 ? density(z) / cumulative(z) : 1 / mills(-z);
    }
}
