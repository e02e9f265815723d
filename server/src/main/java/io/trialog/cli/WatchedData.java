package io.trialog.cli;

import io.trialog.projection.ExperimentBoard;

/** What is recorded in a data directory, as it grows. Used by one thread. */
interface WatchedData extends AutoCloseable {

    /** Takes in what was recorded since the last time. */
    void catchUp();

    /** As of the last {@link #catchUp}. */
    ExperimentBoard board();

    @Override
    void close();
}
