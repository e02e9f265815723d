package io.trialog.cli;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past, with what was recorded then.
 *
 * @param board the events up to this moment
 * @param position of the last event that had happened; 0 before the first
 * @param recordedAt when that was; null before the first
 * @param now what time it was
 */
record Moment(
        ExperimentBoard board, long position, @Nullable Instant recordedAt, Instant now) {

    /** Just after an event. */
    static Moment after(long position, EventLog log) {
        return of(event -> event.position() <= position, null, log);
    }

    /** At a time: before the first event that was recorded later. Should the clock have been set back, that is one moment still. */
    static Moment at(Instant time, EventLog log) {
        return of(event -> !event.at().isAfter(time), time, log);
    }

    private static Moment of(Predicate<RecordedEvent> past, @Nullable Instant time, EventLog log) {
        ExperimentBoard board = new ExperimentBoard();
        Instant[] last = {null};
        log.read(1, event -> {
            if (!past.test(event)) {
                return false;
            }
            board.apply(event);
            last[0] = event.at();
            return true;
        });
        Instant now = time == null ? Objects.requireNonNullElse(last[0], Instant.EPOCH) : time;
        return new Moment(board, board.position(), last[0], now);
    }

    /** For people: {@code position 57, 2026-11-24 10:00:03.120}. */
    String text(ZoneId zone) {
        return recordedAt == null ? "the beginning of the log" : text(position, recordedAt, zone);
    }

    /** An event's place in the log and in time. */
    static String text(long position, Instant at, ZoneId zone) {
        return "position " + position + ", " + InstantText.toMillis(at, zone);
    }

    /** For scripts. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", position);
        json.put("time", String.valueOf(recordedAt));
        return json;
    }
}
