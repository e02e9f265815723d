package io.trialog.bootstrap;

import io.trialog.engine.BetweenBatches;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import io.trialog.projection.ExperimentBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots while the server runs and when it ends. Each picture is taken by the thread that owns what it shows: the state by
 * the engine's, the board by the commit thread at the same position. A thread of this class's own turns them into text. A
 * snapshot is a cache: what goes wrong here is a warning.
 */
final class SnapshotKeeper implements BetweenBatches, AutoCloseable {

    /** After so many events; settable for tests. */
    static final String EVENTS_PROPERTY = "trialog.snapshot.events";

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final long EVENTS = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ExperimentCore core;
    private final ExperimentBoard board;
    private final EventLog log;
    private final SnapshotStore store;
    private final SnapshotSchedule schedule;
    private final Clock clock;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trialog-snapshots");
        thread.setDaemon(true);
        return thread;
    });

    SnapshotKeeper(
            ExperimentCore core,
            ExperimentBoard board,
            EventLog log,
            SnapshotStore store,
            SnapshotSchedule schedule,
            Clock clock) {
        this.core = core;
        this.board = board;
        this.log = log;
        this.store = store;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** The usual times, from what the newest snapshot knows. */
    static SnapshotSchedule schedule(Clock clock, long position) {
        return new SnapshotSchedule(Long.getLong(EVENTS_PROPERTY, EVENTS), PERIOD, clock, position);
    }

    @Override
    public @Nullable Runnable at(long position, boolean isLast) {
        if (isLast ? !schedule.isBehind(position) : !schedule.isDue(position)) {
            return null;
        }
        schedule.begin(position);
        Stream<SnapshotLine> state = core.snapshot();
        return () -> {
            Stream<SnapshotLine> shown = board.snapshot();
            writer.execute(() -> save(position, state, shown));
        };
    }

    /** Waits for the snapshot that is being written; to be called after the engine has ended. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the last snapshot took longer than {}; the next start reads more of the log", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void save(long position, Stream<SnapshotLine> state, Stream<SnapshotLine> shown) {
        Instant begin = clock.now();
        try {
            OptionalLong event = log.checksum(position);
            if (event.isEmpty()) {
                throw new IllegalStateException("there is no event " + position);
            }
            store.save(header(Kind.STATE, position, begin, event.getAsLong()), state);
            store.save(header(Kind.BOARD, position, begin, event.getAsLong()), shown);
            LOG.debug("snapshot taken [position: {}, took: {}]", position, Duration.between(begin, clock.now()));
        } catch (RuntimeException e) {
            LOG.warn("a snapshot could not be written; without it the next start takes longer: {}", e.getMessage(), e);
        } finally {
            schedule.end(Duration.between(begin, clock.now()));
        }
    }

    private static SnapshotHeader header(Kind kind, long position, Instant at, long event) {
        return SnapshotHeader.of(kind, position, at, ServerVersion.current(), event);
    }
}
