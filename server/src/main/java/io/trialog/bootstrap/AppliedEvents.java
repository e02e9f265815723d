package io.trialog.bootstrap;

import io.trialog.event.RecordedEvent;
import io.trialog.projection.ExperimentBoard;

/** Applies events as a server does, to find out whether one could. Used by one thread. */
final class AppliedEvents {

    private final ExperimentCore core = new ExperimentCore();
    private final ExperimentBoard board = new ExperimentBoard();

    /** @throws IllegalArgumentException when the event cannot have happened after those before it */
    void apply(RecordedEvent recorded) {
        try {
            core.apply(recorded);
            board.apply(recorded);
        } catch (RuntimeException e) { // appliers never refuse what a server recorded
            throw new IllegalArgumentException(
                    "event " + recorded.position() + " ("
                            + recorded.event().getClass().getSimpleName()
                            + ") does not follow from those before it: " + e.getMessage(),
                    e);
        }
    }
}
