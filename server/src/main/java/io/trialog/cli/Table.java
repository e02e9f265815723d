package io.trialog.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** The lines, headings first. */
    List<String> lines(Style style) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(line(headings, widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
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
