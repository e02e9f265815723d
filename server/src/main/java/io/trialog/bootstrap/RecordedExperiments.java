package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What is recorded in a data directory, read without a server and also while one writes. */
public final class RecordedExperiments implements AutoCloseable {

    private final EventLog log;
    private final ExperimentBoard board = new ExperimentBoard();

    private RecordedExperiments(EventLog log) {
        this.log = log;
        log.read(1, recorded -> {
            board.apply(recorded);
            return true;
        });
    }

    /**
     * Reads a data directory.
     *
     * @throws StartupException when there is none
     */
    public static RecordedExperiments open(Path dataDirectory) {
        try (DataDirectory directory = DataDirectory.view(dataDirectory)) {
            return new RecordedExperiments(RocksEventLog.openReadOnly(directory.log()));
        }
    }

    /** The address of the live server that owns a data directory, if there is one. */
    public static Optional<URI> owner(Path dataDirectory) {
        return DataDirectory.owner(dataDirectory).map(owner -> URI.create(owner.url()));
    }

    /** What is recorded, as people see it. */
    public ExperimentBoard board() {
        return board;
    }

    /** All that is recorded. */
    public EventLog log() {
        return log;
    }

    @Override
    public void close() {
        log.close();
    }
}
