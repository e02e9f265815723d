package io.trialog.engine;

import io.trialog.event.RecordedEvent;
import java.util.List;

/**
 * Hears of events when they are durable: projections, effects, live streams. Called by one thread, in order, before the
 * replies of the commands are given. Returns quickly; what it throws is logged and does not stop others.
 */
@FunctionalInterface
public interface CommitListener {

    /** These events are durable. */
    void committed(List<RecordedEvent> events);
}
