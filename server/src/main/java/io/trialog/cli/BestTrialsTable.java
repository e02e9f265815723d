package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A few trials with their parameters: a trial a line, or turned by 90 degrees where that would be too wide. */
final class BestTrialsTable {

    private record Column(String heading, Align align, Function<TrialRow, String> cell) {}

    private final List<TrialRow> trials;
    private final List<Column> columns = new ArrayList<>();

    BestTrialsTable(List<TrialRow> trials) {
        this.trials = List.copyOf(trials);
        columns.add(new Column("trial", Align.RIGHT, trial -> "#" + trial.number()));
        List<String> objectives = TrialTable.objectives(trials);
        if (objectives.isEmpty()) {
            columns.add(new Column("value", Align.RIGHT, trial -> TrialLine.value(trial.value())));
        }
        for (String name : objectives) {
            columns.add(new Column(
                    name,
                    Align.RIGHT,
                    trial -> TrialLine.value(trial.objectives().get(name))));
        }
        columns.add(new Column("duration", Align.RIGHT, TrialLine::durationText));
        Set<String> parameters = new LinkedHashSet<>();
        trials.forEach(trial ->
                parameters.addAll(ConfigurationText.cells(trial.configuration()).keySet()));
        for (String parameter : parameters) {
            columns.add(new Column(
                    parameter,
                    Align.LEFT,
                    trial -> ConfigurationText.cells(trial.configuration()).getOrDefault(parameter, "")));
        }
    }

    /** What stands above the first trials of a Pareto front. */
    static String frontHeading(TrialPage page) {
        String all = "Pareto front: trials that no other one beats in all objectives";
        return page.total() == page.trials().size()
                ? all
                : all + " (" + page.trials().size() + " of " + page.total() + "; all: trialog trials --pareto)";
    }

    /** The lines, in the direction that fits. */
    List<String> lines(Style style, int maxWidth) {
        Table upright = upright();
        return upright.width() <= maxWidth ? upright.lines(style, maxWidth) : turned().lines(style, maxWidth);
    }

    private Table upright() {
        Table table = new Table();
        columns.forEach(column -> table.column(column.heading(), column.align()));
        for (TrialRow trial : trials) {
            table.row(columns.stream().map(column -> column.cell().apply(trial)).toList());
        }
        return table;
    }

    private Table turned() {
        Table table = new Table().column(columns.get(0).heading(), Align.LEFT);
        trials.forEach(trial -> table.column(columns.get(0).cell().apply(trial), Align.LEFT));
        for (Column column : columns.subList(1, columns.size())) {
            List<String> row = new ArrayList<>(List.of(column.heading()));
            trials.forEach(trial -> row.add(column.cell().apply(trial)));
            table.row(row);
        }
        return table;
    }
}
