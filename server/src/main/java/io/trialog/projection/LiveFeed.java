package io.trialog.projection;

import io.trialog.engine.CommitListener;
import io.trialog.event.RecordedEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes committed events on to whoever is interested: live streams, the CLI's progress line. A subscriber gets every event
 * after the position that {@link #subscribe} returned, without gap; what came before is in the log.
 */
public final class LiveFeed implements CommitListener {

    private final Set<Consumer<List<RecordedEvent>>> subscribers = new LinkedHashSet<>();
    private long position;

    /** Whatever is up to this position is in the past. */
    public synchronized void startAfter(long past) {
        position = past;
    }

    @Override
    public synchronized void committed(List<RecordedEvent> events) {
        position = events.get(events.size() - 1).position();
        subscribers.forEach(subscriber -> subscriber.accept(events));
    }

    /**
     * Subscribes.
     *
     * @param subscriber called by one thread, in order; returns at once
     * @return the position after which it is told everything
     */
    public synchronized long subscribe(Consumer<List<RecordedEvent>> subscriber) {
        subscribers.add(subscriber);
        return position;
    }

    /** Ends a subscription. */
    public synchronized void unsubscribe(Consumer<List<RecordedEvent>> subscriber) {
        subscribers.remove(subscriber);
    }
}
