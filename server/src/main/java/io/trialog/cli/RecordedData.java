package io.trialog.cli;

import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.series.RecordedReports;

/** What is recorded in a data directory, as it was when it was opened. */
interface RecordedData extends AutoCloseable {

    ExperimentBoard board();

    EventLog log();

    /** The reports of single trials. */
    RecordedReports reports();

    @Override
    void close();
}
