package io.trialog.adapter.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as ISO-8601 in UTC with the digits that they need: {@code 2026-03-01T09:30:00.5Z}. Reading takes the usual shape
 * digit by digit, several times faster than the JDK's formatter, as every event has one or two; anything else is the
 * formatter's.
 */
final class InstantText {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int MAX_FRACTION_DIGITS = 9;

    private InstantText() {}

    static String format(Instant instant) {
        return instant.toString();
    }

    /** @throws IllegalArgumentException when it is no instant */
    static Instant parse(String text) {
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
