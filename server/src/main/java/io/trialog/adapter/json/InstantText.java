package io.trialog.adapter.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as ISO-8601 in UTC, as the JDK has them: {@code 2026-03-01T09:30:00.500Z}, with 0, 3, 6 or 9 digits behind the
 * point as they need. The usual shape is written and read digit by digit, several times faster than by the JDK's formatter,
 * as every event and every report has one or two; anything else is the formatter's.
 */
public final class InstantText {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int MAX_FRACTION_DIGITS = 9;

    private static final int SECONDS_OF_DAY = 24 * 60 * 60;
    /** From this second on, and before the end, years have four digits. */
    private static final long USUAL = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long USUAL_END = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private InstantText() {}

    /** The same text as {@link Instant#toString}. */
    public static String format(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < USUAL || second >= USUAL_END) {
            return instant.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
        int ofDay = Math.floorMod(second, SECONDS_OF_DAY);
        int nanos = instant.getNano();
        int fractionDigits = fractionDigits(nanos);
        int end = SHAPE.length() + (fractionDigits == 0 ? 0 : 1 + fractionDigits);
        byte[] text = new byte[end + 1];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 7, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 10, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 13, ofDay / 3600);
        text[13] = ':';
        digits(text, 14, 16, ofDay / 60 % 60);
        text[16] = ':';
        digits(text, 17, 19, ofDay % 60);
        if (fractionDigits > 0) {
            text[19] = '.';
            digits(text, 20, end, fractionDigits == 9 ? nanos : nanos / (fractionDigits == 6 ? 1_000 : 1_000_000));
        }
        text[end] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int fractionDigits(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        return nanos % 1_000 != 0 ? 9 : nanos % 1_000_000 != 0 ? 6 : 3;
    }

    private static void digits(byte[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads what {@link Instant#parse} reads.
     *
     * @throws IllegalArgumentException when it is no instant
     */
    public static Instant parse(String text) {
        try {
            return isUsual(text) ? usual(text) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: an instant such as 2026-03-01T09:30:00Z)", e);
        }
    }

    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end < SHAPE.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char expected = SHAPE.charAt(i);
            char actual = text.charAt(i);
            if (expected == 'd' ? !isDigit(actual) : actual != expected) {
                return false;
            }
        }
        return end == SHAPE.length() || isFraction(text, SHAPE.length(), end);
    }

    private static boolean isFraction(String text, int point, int end) {
        int digits = end - point - 1;
        if (text.charAt(point) != '.' || digits < 1 || digits > MAX_FRACTION_DIGITS) {
            return false;
        }
        for (int i = point + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            // 24:00 and leap seconds have rules of their own
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos(text));
    }

    private static int nanos(String text) {
        int first = SHAPE.length() + 1;
        int end = text.length() - 1;
        if (first > end) {
            return 0;
        }
        int nanos = number(text, first, end);
        for (int digits = end - first; digits < MAX_FRACTION_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
