package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.FollowedEventLog;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.adapter.rocksdb.ViewedStorePlace;
import io.trialog.adapter.snapshot.SnapshotFiles;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotStore;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.series.RecordedReports;
import io.trialog.projection.series.SeriesProjection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is recorded in a data directory, read without a server and also while one writes. */
public final class RecordedExperiments implements AutoCloseable {

    /** Whoever waits at a terminal can end it. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final EventLog log;
    private final ExperimentBoard board;
    private final Path dataDirectory;
    private @Nullable SeriesProjection series;

    private RecordedExperiments(EventLog log, Path dataDirectory) {
        this.log = log;
        this.board = board(log, snapshots(dataDirectory));
        this.dataDirectory = dataDirectory;
    }

    /** The board of the newest snapshot of a log; an empty one when there is none. */
    static ExperimentBoard newest(EventLog log, SnapshotStore snapshots) {
        return snapshots
                .newest(SnapshotHeader.Kind.BOARD, log, ExperimentBoard::of)
                .map(SnapshotStore.Found::content)
                .orElseGet(ExperimentBoard::new);
    }

    /** The same, with what was appended after it. */
    static ExperimentBoard board(EventLog log, SnapshotStore snapshots) {
        ExperimentBoard board = newest(log, snapshots);
        log.read(board.position() + 1, recorded -> {
            board.apply(recorded);
            return true;
        });
        return board;
    }

    /**
     * Reads a data directory.
     *
     * @throws StartupException when there is none
     */
    public static RecordedExperiments open(Path dataDirectory) {
        EventLog log = openLog(dataDirectory);
        try {
            return new RecordedExperiments(log, dataDirectory);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** The address of the live server that owns a data directory, if there is one. */
    public static Optional<URI> owner(Path dataDirectory) {
        return DataDirectory.owner(dataDirectory).map(owner -> URI.create(owner.url()));
    }

    /** The snapshots of a data directory, to read only. */
    static SnapshotStore snapshots(Path dataDirectory) {
        return SnapshotFiles.besideServer(DataDirectory.snapshots(dataDirectory));
    }

    /**
     * The log of a data directory, to read only.
     *
     * @throws StartupException when there is none, or it cannot be read
     */
    public static EventLog openLog(Path dataDirectory) {
        try {
            return RocksEventLog.openReadOnly(logFolder(dataDirectory));
        } catch (EventLogException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The log of a data directory as it grows.
     *
     * @throws StartupException when there is none
     * @throws EventLogException when it cannot be read
     */
    public static EventLog followLog(Path dataDirectory) {
        return FollowedEventLog.open(logFolder(dataDirectory));
    }

    /**
     * Where the log of a data directory is.
     *
     * @throws StartupException when there is none
     */
    static Path logFolder(Path dataDirectory) {
        Path folder = DataDirectory.log(dataDirectory);
        if (!Files.isDirectory(folder)) {
            throw new StartupException("there is no data in " + dataDirectory
                    + " (expected: the data directory of an earlier run; name it with --data DIR)");
        }
        return folder;
    }

    /** What is recorded, as people see it. */
    public ExperimentBoard board() {
        return board;
    }

    /** All that is recorded. */
    public EventLog log() {
        return log;
    }

    /** The reports of trials; what the server has not prepared of them is prepared when it is first asked for, in a temporary folder. */
    public synchronized RecordedReports reports() {
        SeriesProjection known = series;
        if (known == null) {
            known = new SeriesProjection(
                    log, new ViewedStorePlace(DataDirectory.series(dataDirectory)), PATIENCE, SeriesProjection.PAUSE);
            known.start();
            series = known;
        }
        return new RecordedReports(log, board, known);
    }

    @Override
    public synchronized void close() {
        if (series != null) {
            series.close();
        }
        log.close();
    }
}
