package io.trialog.cli;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.util.function.Consumer;

/** A story that goes on while somebody watches. */
record WatchedStory(Story story, Runnable afterLook) implements WatchedData {

    @Override
    public void catchUp(Consumer<RecordedEvent> onEvent) {
        story.log().events().forEach(onEvent);
        afterLook.run();
    }

    @Override
    public ExperimentBoard board() {
        return story.board();
    }

    @Override
    public EventLog log() {
        return story.log();
    }

    @Override
    public void close() {}
}
