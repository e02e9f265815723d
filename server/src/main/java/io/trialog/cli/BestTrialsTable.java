package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trials with their parameters as columns. */
final class BestTrialsTable {

    private BestTrialsTable() {}

    static Table of(List<TrialRow> trials) {
        Set<String> parameters = new LinkedHashSet<>();
        trials.forEach(trial ->
                parameters.addAll(ConfigurationText.cells(trial.configuration()).keySet()));
        Table table = new Table()
                .column("trial", Align.RIGHT)
                .column("value", Align.RIGHT)
                .column("duration", Align.RIGHT);
        parameters.forEach(parameter -> table.column(parameter, Align.LEFT));
        for (TrialRow trial : trials) {
            Map<String, String> cells = ConfigurationText.cells(trial.configuration());
            Duration duration = TrialLine.duration(trial);
            List<String> row = new ArrayList<>(List.of(
                    Long.toString(trial.number()),
                    TrialLine.value(trial.value()),
                    duration == null ? "" : DurationText.of(duration)));
            parameters.forEach(parameter -> row.add(cells.getOrDefault(parameter, "")));
            table.row(row);
        }
        return table;
    }
}
