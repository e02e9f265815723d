package io.trialog.projection.series;

import io.trialog.event.MetricKind;
import io.trialog.event.TrialState;
import io.trialog.projection.TrialRow;
import java.util.List;

/**
 * Adds what trials had reported by a position of the log, which rows of the past do not know while the trials ran.
 *
 * @param experiment where in the log the experiment begins
 * @param metric the number that is a trial's value
 * @param position what was recorded by then counts
 */
public record ReportsAsOf(long experiment, String metric, long position) {

    /** The same rows, as of the position, with the newest intermediate value and the number of reports. */
    public List<TrialRow> addTo(List<TrialRow> rows, SeriesReader reader) {
        return rows.stream().map(row -> addTo(row, reader)).toList();
    }

    private TrialRow addTo(TrialRow row, SeriesReader reader) {
        if (row.state() != TrialState.RUNNING) {
            return row;
        }
        SeriesKey key = new SeriesKey(experiment, row.number(), row.attempt(), MetricKind.INTERMEDIATE, metric);
        long size = reader.sizeAsOf(key, position);
        Double latest = size == 0
                ? null
                : (Double) reader.points(key, size - 1, size).get(0).value();
        return row.withReports(latest, reader.reportsAsOf(experiment, row.number(), position));
    }
}
