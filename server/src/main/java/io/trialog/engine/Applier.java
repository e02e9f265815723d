package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;

/**
 * Changes the state as one type of event says. Total and pure: never refuses, no I/O, no clock, no randomness, the same in
 * replay as in life.
 */
@FunctionalInterface
public interface Applier<E extends Event> {

    /**
     * Applies an event.
     *
     * @param event what happened
     * @param recorded its position and time
     */
    void apply(E event, RecordedEvent recorded);
}
