package io.trialog.tuners.curve;

import java.math.BigDecimal;
import java.math.MathContext;

/** Parts of the reasons that people read. */
public final class Wording {

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double MAX_PLAIN = 1e7;

    private Wording() {}

    /** A value with as many digits as people read: {@code 0.7123}, {@code 50}, {@code 1.2E+9}. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        return Math.abs(value) < MAX_PLAIN && rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString();
    }

    /** {@code 1 trial}, {@code 9 trials}. */
    public static String trials(int count) {
        return count == 1 ? "1 trial" : count + " trials";
    }

    /** {@code step 12: best 0.71 < median 0.78 of 9 trials}. */
    public static String worse(int step, double best, Ordering ordering, String what, double bound, int trials) {
        return "step " + step + ": best " + number(best) + " " + ordering.sign() + " " + what + " " + number(bound)
                + " of " + trials(trials);
    }
}
