package io.trialog.port;

import io.trialog.event.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The append-only log of events. One writer at a time; readers of any thread see what was appended before they began.
 * Implementations are proved by {@code EventLogContract} in the tests.
 */
public interface EventLog extends AutoCloseable {

    /**
     * Appends all or nothing, and returns when the events are as durable as the log promises. Positions continue {@link
     * #lastPosition()} without gap.
     *
     * @throws EventLogException when that failed; what is on disk is then unknown, and this log must not be used again
     */
    void append(List<RecordedEvent> events);

    /** The position of the newest event, 0 in an empty log. */
    long lastPosition();

    /** The event at a position. */
    Optional<RecordedEvent> at(long position);

    /**
     * A checksum of the event at a position as it is stored: the same for ever, and another for another event; empty when there
     * is none. Tells whether something made from a log, up to some position, was made from this one.
     */
    OptionalLong checksum(long position);

    /**
     * Gives the events from a position on, in order, to {@code visitor} until it answers false or the log ends.
     *
     * @param from 1 or more; smaller values begin at the first event
     * @throws EventLogException when the log is damaged: names the position
     */
    void read(long from, Predicate<RecordedEvent> visitor);

    @Override
    void close();
}
