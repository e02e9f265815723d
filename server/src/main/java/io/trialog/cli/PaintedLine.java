package io.trialog.cli;

import java.util.function.UnaryOperator;

/** A line of at most so many characters that are seen, whatever colours it has. */
final class PaintedLine {

    private final StringBuilder line = new StringBuilder();
    private int left;

    PaintedLine(int columns) {
        this.left = columns;
    }

    PaintedLine add(String text) {
        return add(text, UnaryOperator.identity());
    }

    /** Adds as much of the text as there is room for. */
    PaintedLine add(String text, UnaryOperator<String> paint) {
        if (left > 0 && !text.isEmpty()) {
            String cut = PrintableText.cut(text, left);
            String fit = cut.length() > left ? cut.substring(0, left) : cut;
            line.append(paint.apply(fit));
            left -= fit.length();
        }
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
