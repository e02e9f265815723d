package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads moments that clients name: positions of the log, or times. May block, as it reads the log to find a time in it. */
final class Moments {

    private static final String EXPECTATION =
            " (expected: a position of the log, a whole number >= 0, or a time such as 2026-11-28T10:30:00.123Z)";

    private final EventLog log;

    Moments(EventLog log) {
        this.log = log;
    }

    /**
     * The position of the last event that had happened by a moment.
     *
     * @param query has the moment; is told when it is none
     * @param known what holds when none is given, and at most
     */
    long read(QueryNumbers query, String name, long known) {
        String given = query.text(name);
        if (given == null) {
            return known;
        }
        if (QueryNumbers.isWhole(given)) {
            return Math.min(Long.parseLong(given), known);
        }
        Instant time = time(given);
        if (time == null) {
            query.problem(name, Shown.quoted(given) + EXPECTATION);
            return known;
        }
        return Math.min(lastUpTo(time), known);
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** By bisection: where the clock was set back, it is one of several right answers. */
    private long lastUpTo(Instant time) {
        long last = log.lastPosition();
        if (isUpTo(last, time)) {
            return last;
        }
        long before = 0;
        long behind = last;
        while (behind - before > 1) {
            long middle = before + (behind - before) / 2;
            if (isUpTo(middle, time)) {
                before = middle;
            } else {
                behind = middle;
            }
        }
        return before;
    }

    private boolean isUpTo(long position, Instant time) {
        Optional<RecordedEvent> event = log.at(position);
        return event.isEmpty() || !event.get().at().isAfter(time);
    }
}
