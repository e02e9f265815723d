package io.trialog.cli;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.util.function.Consumer;

/** What is recorded in a data directory, as it grows. Used by one thread. */
interface WatchedData extends AutoCloseable {

    /** Takes in what was recorded since the last time, and tells of each event. */
    void catchUp(Consumer<RecordedEvent> onEvent);

    /** As of the last {@link #catchUp}. */
    ExperimentBoard board();

    EventLog log();

    @Override
    void close();
}
