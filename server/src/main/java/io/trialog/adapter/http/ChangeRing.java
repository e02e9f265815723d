package io.trialog.adapter.http;

import io.trialog.event.RecordedEvent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, ready for any number of viewers: each is encoded once, when the first viewer wants it, and never when
 * nobody looks. Bounded in events and in encoded bytes; what has dropped out is in the log. The commit thread adds, any
 * thread reads; nobody holds the lock while encoding.
 */
final class ChangeRing {

    private final Entry[] slots;
    private final long maxBytes;
    private final Function<RecordedEvent, Buffer> encoder;
    private long first = 1;
    private long head;
    private long bytes;

    /**
     * An empty ring.
     *
     * @param capacity how many events are kept at most
     * @param maxBytes how many bytes of encoded events are kept at most, but for the newest event
     */
    ChangeRing(int capacity, long maxBytes, Function<RecordedEvent, Buffer> encoder) {
        this.slots = new Entry[capacity];
        this.maxBytes = maxBytes;
        this.encoder = encoder;
    }

    /** Begins after a position, unless events were added already. */
    synchronized void begin(long position) {
        if (head < position) {
            head = position;
            first = position + 1;
        }
    }

    /** The position of the newest event. */
    synchronized long head() {
        return head;
    }

    /** Adds events that follow those added before. */
    synchronized void add(List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            if (head == 0) {
                first = recorded.position(); // the first batch may come before begin()
            }
            head = recorded.position();
            if (head - first >= slots.length) {
                dropFirst();
            }
            slots[slot(head)] = new Entry(recorded);
        }
    }

    /** The event at a position; null when it has dropped out or has not happened. */
    synchronized @Nullable Entry at(long position) {
        return position < first || position > head ? null : slots[slot(position)];
    }

    private synchronized void weigh(Entry entry, int size) {
        if (at(entry.recorded.position()) != entry) {
            return; // dropped out meanwhile
        }
        entry.size = size;
        bytes += size;
        while (bytes > maxBytes && first < head) {
            dropFirst();
        }
    }

    private void dropFirst() {
        int slot = slot(first);
        bytes -= slots[slot].size;
        slots[slot] = null;
        first++;
    }

    private int slot(long position) {
        return (int) (position % slots.length);
    }

    /** An event and, once somebody wanted it, its messages. */
    final class Entry {

        private final RecordedEvent recorded;
        private @Nullable Buffer messages;
        private int size;

        private Entry(RecordedEvent recorded) {
            this.recorded = recorded;
        }

        RecordedEvent recorded() {
            return recorded;
        }

        /** The messages of this event; not to be changed. */
        synchronized Buffer messages() {
            Buffer known = messages;
            if (known == null) {
                known = encoder.apply(recorded);
                messages = known;
                weigh(this, known.length());
            }
            return known;
        }
    }
}
