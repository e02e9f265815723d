package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.port.EventLogException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads all of a log, also beside a server that writes it, and finds out whether a server could start on it. */
public final class LogVerification {

    /**
     * What came out.
     *
     * @param events how many events are intact, from the first on
     * @param position of the first event that is not; 0 when all are, or the damage is not one event's
     * @param damage what is wrong; null when nothing is
     */
    public record Result(
            long events, long position, @Nullable String damage) {}

    private final AppliedEvents applied = new AppliedEvents();
    private final LongConsumer onEvent;
    private long intact;

    private LogVerification(LongConsumer onEvent) {
        this.onEvent = onEvent;
    }

    /**
     * Verifies: the write-ahead log, the checksums of all files, positions without gap, that every event can be read, and
     * that every one follows from those before it.
     *
     * @param onEvent is told the position of every event that was read
     * @throws StartupException when there is no log
     */
    public static Result run(Path data, LongConsumer onEvent) {
        return new LogVerification(onEvent).run(RecordedExperiments.logFolder(data));
    }

    private Result run(Path folder) {
        long last = 0;
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            last = log.lastPosition();
            log.verify(recorded -> {
                applied.apply(recorded);
                intact = recorded.position();
                onEvent.accept(intact);
            });
            return new Result(intact, 0, null);
        } catch (EventLogException | IllegalArgumentException e) {
            // events are read first, in order
            return new Result(intact, intact < last ? intact + 1 : 0, String.valueOf(e.getMessage()));
        }
    }
}
