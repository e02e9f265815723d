package io.trialog.cli;

import io.trialog.projection.ExperimentBoard;

/** A story that goes on while somebody watches. */
record WatchedStory(Story story, Runnable afterLook) implements WatchedData {

    @Override
    public void catchUp() {
        afterLook.run();
    }

    @Override
    public ExperimentBoard board() {
        return story.board();
    }

    @Override
    public void close() {}
}
