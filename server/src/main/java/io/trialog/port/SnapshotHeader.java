package io.trialog.port;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot is of.
 *
 * @param kind what it holds
 * @param layout how its lines are to be read; see {@link #LAYOUT}
 * @param position the last event that it knows
 * @param takenAt when it was taken
 * @param server the version that took it, for people
 * @param eventChecksum of the event at its position, as {@link EventLog#checksum} gives it: a log in which that is another
 *     event, or is lost, is not the one that this snapshot is of
 */
public record SnapshotHeader(Kind kind, int layout, long position, Instant takenAt, String server, long eventChecksum) {

    /**
     * The layout that is written and read. Raise it whenever the lines change, or what they mean: snapshots of other layouts are
     * ignored, and the log is read instead.
     */
    public static final int LAYOUT = 9;

    /** What a snapshot holds. */
    public enum Kind {
        /** What decisions are made by. */
        STATE,
        /** What people see. */
        BOARD
    }

    /** The header of a snapshot that is taken now. */
    public static SnapshotHeader of(Kind kind, long position, Instant takenAt, String server, long eventChecksum) {
        return new SnapshotHeader(kind, LAYOUT, position, takenAt, server, eventChecksum);
    }

    /** Why the snapshot cannot stand for the beginning of a log; null when it can. */
    public @Nullable String objection(EventLog log) {
        if (layout != LAYOUT) {
            return "layout " + layout + " (expected: " + LAYOUT + ")";
        }
        OptionalLong checksum = log.checksum(position);
        if (checksum.isEmpty()) {
            return "it is of position " + position + ", and the log ends at " + log.lastPosition();
        }
        if (checksum.getAsLong() != eventChecksum) {
            return "the log has another event at position " + position;
        }
        return null;
    }
}
