package io.trialog.projection.series;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Brings a store up to the log, in batches of limited size. Not thread-safe. */
final class SeriesFollower {

    private final EventLog log;
    private final SeriesWriter writer;
    private final BooleanSupplier stopped;
    private final LongConsumer written;
    private long taken;
    private long committed;

    /**
     * @param position how far the store goes
     * @param stopped whether to return early
     * @param written is told how far the store goes
     */
    SeriesFollower(EventLog log, SeriesWriter writer, long position, BooleanSupplier stopped, LongConsumer written) {
        this.log = log;
        this.writer = writer;
        this.stopped = stopped;
        this.written = written;
        taken = position;
        committed = position;
    }

    /**
     * Takes in and writes what comes next.
     *
     * @param recent a part of the log that need not be read
     * @param end how far to go
     */
    void follow(RecentEvents.Taken recent, long end) {
        read(Math.min(recent.from(), end + 1));
        if (recent.from() <= taken + 1 && taken < recent.to()) {
            for (RecordedEvent event : recent.events()) {
                if (event.position() > taken) {
                    take(event);
                }
            }
            taken = recent.to();
        }
        read(end + 1);
        commit();
    }

    /** Takes in what the log has before a position. */
    private void read(long behind) {
        if (taken + 1 < behind && !stopped.getAsBoolean()) {
            log.read(taken + 1, event -> {
                take(event);
                return taken + 1 < behind && !stopped.getAsBoolean();
            });
        }
    }

    private void take(RecordedEvent event) {
        writer.take(event);
        taken = event.position();
        if (writer.isFull()) {
            commit();
        }
    }

    private void commit() {
        if (taken > committed) {
            writer.commit(StoreMark.of(log, taken));
            committed = taken;
            written.accept(taken);
        }
    }
}
