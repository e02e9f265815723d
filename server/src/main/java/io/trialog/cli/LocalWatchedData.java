package io.trialog.cli;

import io.trialog.bootstrap.FollowedExperiments;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.util.function.Consumer;

/** The followed experiments of {@code bootstrap}. */
record LocalWatchedData(FollowedExperiments followed) implements WatchedData {

    @Override
    public void catchUp(Consumer<RecordedEvent> onEvent) {
        followed.catchUp(onEvent);
    }

    @Override
    public ExperimentBoard board() {
        return followed.board();
    }

    @Override
    public EventLog log() {
        return followed.log();
    }

    @Override
    public void close() {
        followed.close();
    }
}
