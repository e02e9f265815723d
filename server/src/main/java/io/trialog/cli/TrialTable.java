package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trials, one a line: the usual columns, or those that somebody chose. */
final class TrialTable {

    private static final int MAX_REASON = 70;
    private static final int MAX_CELL = 40;

    private final List<TrialRow> trials;

    TrialTable(List<TrialRow> trials) {
        this.trials = List.copyOf(trials);
    }

    Table usual() {
        boolean reasons = trials.stream().anyMatch(trial -> trial.reason() != null);
        Table table = new Table().column("trial", Align.RIGHT).column("state", Align.LEFT);
        List<String> objectives = objectives(trials);
        (objectives.isEmpty() ? List.of("value") : objectives).forEach(name -> table.column(name, Align.RIGHT));
        table.column("duration", Align.RIGHT);
        if (reasons) {
            table.column("reason", Align.LEFT);
        }
        table.column("configuration", Align.LEFT);
        for (TrialRow trial : trials) {
            List<String> row = new ArrayList<>(List.of(Long.toString(trial.number()), TrialLine.name(trial.state())));
            if (objectives.isEmpty()) {
                row.add(TrialLine.value(trial.value()));
            }
            objectives.forEach(
                    name -> row.add(TrialLine.value(trial.objectives().get(name))));
            row.add(TrialLine.durationText(trial));
            if (reasons) {
                row.add(trial.reason() == null ? "" : PrintableText.of(trial.reason(), MAX_REASON));
            }
            row.add(ConfigurationText.line(trial.configuration()));
            table.row(row);
        }
        return table;
    }

    /** The names of the objectives, where there are several. */
    static List<String> objectives(List<TrialRow> trials) {
        return trials.stream()
                .filter(trial -> !trial.objectives().isEmpty())
                .findFirst()
                .map(trial -> List.copyOf(trial.objectives().keySet()))
                .orElse(List.of());
    }

    Table of(List<String> columns) {
        Table table = new Table();
        columns.forEach(column -> table.column(column, isNumeric(column) ? Align.RIGHT : Align.LEFT));
        for (TrialRow trial : trials) {
            table.row(columns.stream().map(column -> cell(trial, column)).toList());
        }
        return table;
    }

    private boolean isNumeric(String column) {
        return trials.stream()
                .map(trial -> TrialField.of(trial, column))
                .allMatch(value -> value == null || value instanceof Number);
    }

    private static String cell(TrialRow trial, String column) {
        @Nullable Object value = TrialField.of(trial, column);
        return PrintableText.cut(TrialField.text(value), MAX_CELL);
    }
}
