package io.trialog.cli;

import io.trialog.bootstrap.RecordedExperiments;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.series.RecordedReports;

/** The recorded experiments of {@code bootstrap}. */
record LocalData(RecordedExperiments recorded) implements RecordedData {

    @Override
    public ExperimentBoard board() {
        return recorded.board();
    }

    @Override
    public EventLog log() {
        return recorded.log();
    }

    @Override
    public RecordedReports reports() {
        return recorded.reports();
    }

    @Override
    public void close() {
        recorded.close();
    }
}
