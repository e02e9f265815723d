package io.trialog.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: six significant digits at most, no trailing zeros. */
final class NumberText {

    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private NumberText() {}

    /** {@code 0.9712}, {@code 1.5e-05}, {@code NaN}. */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 9) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
    }

    /** With its sign: {@code +0.0034}. */
    static String signed(double value) {
        return value > 0 ? "+" + of(value) : of(value);
    }
}
