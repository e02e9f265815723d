package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;

/**
 * Something that follows one experiment's events and acts on them: it starts from the recorded history, or from how things
 * stand when it is made, takes up what is still open there, and then acts on every new event. Called by one thread at a time; calls
 * return quickly.
 */
public interface Follower extends AutoCloseable {

    /** How soon a follower is to hear of a new event. */
    enum Interest {
        /** Not at all. */
        NONE,
        /** With the next one that it is to hear of at once: it only remembers it. Order is kept. */
        LATER,
        /** At once: it may act on it. */
        NOW
    }

    /** How soon it is to hear of a new event. Any thread; says the same whenever it is asked. */
    default Interest interestIn(Event event) {
        return Interest.NOW;
    }

    /** Whether it is told the recorded history; otherwise it knows what it must from when it was made. */
    default boolean needsHistory() {
        return true;
    }

    /** An event of the past, in order: remember, do not act. */
    void replayed(RecordedEvent recorded);

    /** The past is over: act on what is open. */
    void live();

    /** A new event, durable: act. */
    void committed(RecordedEvent recorded);

    @Override
    void close();
}
