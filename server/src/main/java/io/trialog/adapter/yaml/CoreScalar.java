package io.trialog.adapter.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plain scalars mean: tag resolution of the core schema, YAML 1.2.2, section 10.3.2. So {@code yes}, {@code on} and
 * {@code 1_000} are strings, and {@code 1e-4} is a number. Stricter in one point: a number beyond the range of long or
 * double is refused, where others would round it.
 */
final class CoreScalar {

    /** A number has no place in long or double. */
    static final class OutOfRangeException extends Exception {
        private static final long serialVersionUID = 1L;

        private OutOfRangeException(String message) {
            super(message);
        }
    }

    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.nan|\\.NaN|\\.NAN");
    private static final int MAX_DIGITS = 400; // of an integer; no more is needed to know that it is too large

    private CoreScalar() {}

    /** Null, Boolean, Long, Double or String. */
    static @Nullable Object resolve(String text) throws OutOfRangeException {
        if (NULL.matcher(text).matches()) {
            return null;
        }
        if (TRUE.matcher(text).matches()) {
            return true;
        }
        if (FALSE.matcher(text).matches()) {
            return false;
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text, 0, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text, 2, 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text, 2, 16);
        }
        if (NUMBER.matcher(text).matches()) {
            return number(text);
        }
        if (INFINITY.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NOT_A_NUMBER.matcher(text).matches() ? (Object) Double.NaN : text;
    }

    private static Long integer(String text, int start, int radix) throws OutOfRangeException {
        if (text.length() <= MAX_DIGITS) {
            BigInteger value = new BigInteger(text.substring(start), radix);
            if (value.bitLength() < Long.SIZE) {
                return value.longValue();
            }
        }
        throw new OutOfRangeException("integers have 64 bits; as text, write it in quotes");
    }

    private static Double number(String text) throws OutOfRangeException {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new OutOfRangeException("numbers reach up to 1.8e308; infinity is .inf");
        }
        return value;
    }
}
