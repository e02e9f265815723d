package io.trialog.adapter.input;

import org.jspecify.annotations.Nullable;

/** Shows what strangers sent in messages: shortened, on one line. */
public final class Shown {

    private static final int MAX_LENGTH = 60;

    private Shown() {}

    /** In quotes; with its length, where it is cut. */
    public static String quoted(@Nullable String text) {
        return text == null ? "nothing" : '"' + text(text) + '"' + lengthNote(text);
    }

    /** As it is; empty for nothing. */
    public static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        int end = Math.min(text.length(), MAX_LENGTH);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder(end + 3);
        text.substring(0, end).codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return end < text.length() ? shown.append("...").toString() : shown.toString();
    }

    private static String lengthNote(String text) {
        return text.length() > MAX_LENGTH ? " (" + text.length() + " characters)" : "";
    }
}
