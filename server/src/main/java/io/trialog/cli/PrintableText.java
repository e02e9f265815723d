package io.trialog.cli;

import java.util.regex.Pattern;

/** Text that came from outside, made fit for one line of a terminal: it cannot move the cursor or change colours. */
final class PrintableText {

    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|[^\\[])?");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private PrintableText() {}

    /** The text in one line. */
    static String of(String text) {
        String plain = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        return INVISIBLE.matcher(plain).replaceAll(" ").strip();
    }

    /** The text in one line of at most so many characters; what was cut shows as {@code ...}. */
    static String of(String text, int maxLength) {
        return cut(of(text), maxLength);
    }

    /** At most so many characters of a line that is fit already; what was cut shows as {@code ...}. */
    static String cut(String line, int maxLength) {
        if (line.codePointCount(0, line.length()) <= maxLength) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, Math.max(0, maxLength - 3))) + "...";
    }
}
