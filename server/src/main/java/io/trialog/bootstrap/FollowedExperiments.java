package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.FollowedEventLog;
import io.trialog.projection.ExperimentBoard;
import java.nio.file.Path;

/** The experiments of a data directory while a server changes them. Used by one thread. */
public final class FollowedExperiments implements AutoCloseable {

    private final FollowedEventLog log;
    private final ExperimentBoard board;

    private FollowedExperiments(FollowedEventLog log, Path dataDirectory) {
        this.log = log;
        this.board = RecordedExperiments.board(log, RecordedExperiments.snapshots(dataDirectory));
    }

    /**
     * Reads what is recorded by now.
     *
     * @throws StartupException when there is nothing
     * @throws io.trialog.port.EventLogException when it cannot be read
     */
    public static FollowedExperiments open(Path dataDirectory) {
        FollowedEventLog log = FollowedEventLog.open(RecordedExperiments.logFolder(dataDirectory));
        try {
            return new FollowedExperiments(log, dataDirectory);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Takes in what was recorded since the last time. */
    public void catchUp() {
        log.read(board.position() + 1, recorded -> {
            board.apply(recorded);
            return true;
        });
    }

    /** As of the last {@link #catchUp}. */
    public ExperimentBoard board() {
        return board;
    }

    @Override
    public void close() {
        log.close();
    }
}
