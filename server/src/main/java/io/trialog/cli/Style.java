package io.trialog.cli;

/**
 * Colours and glyphs that the terminal can show.
 *
 * @param colours whether escape sequences for colours are understood and wanted
 * @param unicode whether more than ASCII can be shown
 */
record Style(boolean colours, boolean unicode) {

    /** What every output understands. */
    static final Style PLAIN = new Style(false, false);

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String warning(String text) {
        return paint("33", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colours && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
