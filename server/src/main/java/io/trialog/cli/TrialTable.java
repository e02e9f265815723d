package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.metric.Objectives;
import io.trialog.projection.TrialRow;
import io.trialog.projection.selection.TrialField;
import java.util.ArrayList;
import java.util.List;

/** Trials, one a line: the usual columns, or those that somebody chose. */
final class TrialTable {

    private static final int MAX_REASON = 70;
    private static final int MAX_CELL = 40;

    private final List<TrialRow> trials;
    private final Objectives objectives;

    /** @param objectives what the experiment optimizes */
    TrialTable(List<TrialRow> trials, Objectives objectives) {
        this.trials = List.copyOf(trials);
        this.objectives = objectives;
    }

    Table usual() {
        boolean reasons = trials.stream().anyMatch(trial -> trial.reason() != null);
        Table table = new Table().column("trial", Align.RIGHT).column("state", Align.LEFT);
        List<String> several = objectives(trials);
        (several.isEmpty() ? List.of("value") : several).forEach(name -> table.column(name, Align.RIGHT));
        table.column("duration", Align.RIGHT);
        if (reasons) {
            table.column("reason", Align.LEFT);
        }
        table.column("configuration", Align.LEFT);
        for (TrialRow trial : trials) {
            List<String> row = new ArrayList<>(List.of(Long.toString(trial.number()), TrialLine.name(trial.state())));
            if (several.isEmpty()) {
                row.add(TrialLine.value(trial.value()));
            }
            several.forEach(name -> row.add(TrialLine.value(trial.objectives().get(name))));
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
        List<TrialField> fields =
                columns.stream().map(name -> TrialField.of(name, objectives)).toList();
        Table table = new Table();
        fields.forEach(field -> table.column(field.name(), isNumeric(field) ? Align.RIGHT : Align.LEFT));
        for (TrialRow trial : trials) {
            table.row(fields.stream().map(field -> cell(trial, field)).toList());
        }
        return table;
    }

    private boolean isNumeric(TrialField field) {
        return trials.stream().map(field::of).allMatch(value -> value == null || value instanceof Number);
    }

    private static String cell(TrialRow trial, TrialField field) {
        return PrintableText.cut(TrialFields.text(field.of(trial)), MAX_CELL);
    }
}
