package io.trialog.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of whole words. */
final class WrappedText {

    private static final int MIN_WIDTH = 40;
    /** Longer lines are hard to read. */
    private static final int MAX_WIDTH = 100;

    private WrappedText() {}

    /** How wide text is on this screen. */
    static int width(Screen screen) {
        return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, screen.width()));
    }

    /** At least one line; a word that is longer than the width has one for itself. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : PrintableText.of(text).split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder();
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
