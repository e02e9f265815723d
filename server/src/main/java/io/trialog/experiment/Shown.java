package io.trialog.experiment;

/** How written values appear in error messages: shortened, text in quotes. */
final class Shown {

    private static final int MAX_LENGTH = 80;

    private Shown() {}

    static String of(ConfigNode node) {
        Object plain = node.plain();
        return shorten(plain instanceof String text ? "\"" + text + "\"" : String.valueOf(plain));
    }

    static String shorten(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
