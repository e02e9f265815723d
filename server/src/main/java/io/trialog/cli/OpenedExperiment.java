package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import java.nio.file.Path;

/**
 * An experiment that somebody named, and the data directory that it was found in, opened to read.
 *
 * @param directory the data directory
 * @param data what is recorded there
 */
record OpenedExperiment(Path directory, RecordedData data, ExperimentId id) implements AutoCloseable {

    ExperimentBoard board() {
        return data.board();
    }

    ExperimentSummary summary() {
        return board().experiment(id).orElseThrow();
    }

    @Override
    public void close() {
        data.close();
    }
}
