package io.trialog.projection.selection;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a number begins, as people write it: {@code 0.01} begins 0.01 and 0.0123, {@code 16} begins 16, 16.5 and 160, {@code 1e-5}
 * begins 0.000012. Without a sign it begins negative numbers, too.
 *
 * @param from the least size of those that it begins
 * @param to behind the greatest
 * @param isWhole whether more digits before the decimal point may follow
 * @param isNegative whether only negative numbers are meant
 */
record FirstDigits(double from, double to, boolean isWhole, boolean isNegative) {

    private static final int MAX_LENGTH = 40;
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,3})?");

    /** Null when no number begins so. */
    static @Nullable FirstDigits parse(String text) {
        if (text.length() > MAX_LENGTH || !NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal size = new BigDecimal(text).abs();
        boolean isWhole = size.signum() > 0 && text.chars().allMatch(c -> c != '.' && c != 'e');
        return new FirstDigits(size.doubleValue(), size.add(size.ulp()).doubleValue(), isWhole, text.startsWith("-"));
    }

    /** Whether they begin this number. */
    boolean begin(double number) {
        double size = Math.abs(number);
        if ((isNegative && number >= 0) || !Double.isFinite(size)) {
            return false;
        }
        double scale = 1;
        while (isWhole && size >= to * scale) {
            scale *= 10;
        }
        return size >= from * scale && size < to * scale;
    }
}
