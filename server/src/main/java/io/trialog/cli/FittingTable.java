package io.trialog.cli;

import io.trialog.cli.Table.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A table that leaves out columns which there is no room for, the least important first. Used by one thread. */
final class FittingTable<R> {

    private record Column<R>(String heading, Align align, Function<R, String> cell) {}

    private final List<Column<R>> columns = new ArrayList<>();
    private final List<String> leftOutFirst;

    /** @param leftOutFirst headings of columns that may be left out, in this order */
    FittingTable(String... leftOutFirst) {
        this.leftOutFirst = List.of(leftOutFirst);
    }

    FittingTable<R> left(String heading, Function<R, String> cell) {
        columns.add(new Column<>(heading, Align.LEFT, cell));
        return this;
    }

    FittingTable<R> right(String heading, Function<R, String> cell) {
        columns.add(new Column<>(heading, Align.RIGHT, cell));
        return this;
    }

    /** The lines, headings first, none longer than so many columns. */
    List<String> lines(List<R> rows, Style style, int maxWidth) {
        List<Column<R>> shown = new ArrayList<>(columns);
        Table table = table(rows, shown);
        for (String heading : leftOutFirst) {
            if (table.width() > maxWidth) {
                shown.removeIf(column -> column.heading().equals(heading));
                table = table(rows, shown);
            }
        }
        return table.lines(style, maxWidth);
    }

    private static <R> Table table(List<R> rows, List<Column<R>> columns) {
        Table table = new Table();
        columns.forEach(column -> table.column(column.heading(), column.align()));
        rows.forEach(row -> table.row(
                columns.stream().map(column -> column.cell().apply(row)).toList()));
        return table;
    }
}
