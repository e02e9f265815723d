package io.trialog.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns, each as wide as its widest cell. */
final class Table {

    private static final String GAP = "  ";

    /** Where the text of a column stands. */
    enum Align {
        LEFT,
        RIGHT
    }

    private final List<String> headings = new ArrayList<>();
    private final List<Align> alignments = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Table column(String heading, Align align) {
        headings.add(heading);
        alignments.add(align);
        return this;
    }

    /** Adds a row. */
    Table row(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException("cells: " + cells.size() + " (expected: " + headings.size() + ")");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** How wide the widest line can be. */
    int width() {
        return IntStream.of(widths()).sum() + GAP.length() * (headings.size() - 1);
    }

    /** The lines, headings first, none longer than so many columns. */
    List<String> lines(Style style, int maxWidth) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(PrintableText.cut(line(headings, widths), maxWidth)));
        rows.forEach(row -> lines.add(PrintableText.cut(line(row, widths), maxWidth)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headings.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            line.append(column == 0 ? "" : GAP)
                    .append(
                            alignments.get(column) == Align.RIGHT
                                    ? padding + cells.get(column)
                                    : cells.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public String toString() {
        return "Table" + Arrays.asList(headings, rows);
    }
}
