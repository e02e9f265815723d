package io.trialog.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event with its place in the log.
 *
 * @param position 1, 2, 3 ... without gap over the whole log
 * @param at when it was recorded
 * @param cause what led to it: the name of the command, or {@code @position} of the event that it follows from
 * @param event what happened
 */
public record RecordedEvent(long position, Instant at, String cause, Event event) {

    public RecordedEvent {
        if (position < 1) {
            throw new IllegalArgumentException("position: " + position + " (expected: >= 1)");
        }
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(event, "event");
    }
}
