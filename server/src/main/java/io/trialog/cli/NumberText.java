package io.trialog.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: six significant digits at most, no trailing zeros. */
final class NumberText {

    private static final int DIGITS = 6;

    private NumberText() {}

    /** {@code 0.9712}, {@code 1.5e-05}, {@code NaN}. */
    static String of(double value) {
        return of(value, DIGITS);
    }

    /** With its sign and so many significant digits: {@code +0.0034}. */
    static String signed(double value, int digits) {
        return (value > 0 ? "+" : "") + of(value, digits);
    }

    /** With so many significant digits at most. */
    static String of(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 9) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
    }
}
