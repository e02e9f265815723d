package io.trialog.cli;

import io.trialog.bootstrap.FollowedExperiments;
import io.trialog.projection.ExperimentBoard;

/** The followed experiments of {@code bootstrap}. */
record LocalWatchedData(FollowedExperiments followed) implements WatchedData {

    @Override
    public void catchUp() {
        followed.catchUp();
    }

    @Override
    public ExperimentBoard board() {
        return followed.board();
    }

    @Override
    public void close() {
        followed.close();
    }
}
