package io.trialog.port;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps snapshots, the newest two of each kind. They are a cache: what cannot be read or does not belong to the log is passed
 * over with a word in the server's log, and may be deleted at any time. Any thread; one saves at a time. Implementations are proved by
 * {@code SnapshotStoreContract} in the tests.
 */
public interface SnapshotStore {

    /**
     * A snapshot that was read.
     *
     * @param position the last event that it knows
     * @param content what it holds
     */
    record Found<T>(long position, T content) {}

    /**
     * Keeps a snapshot. Readers see all of it or nothing, whenever this process ends.
     *
     * @param lines read once, by this thread
     * @throws java.io.UncheckedIOException when that failed; what was kept before is still there
     */
    void save(SnapshotHeader header, Stream<SnapshotLine> lines);

    /**
     * The newest snapshot of a kind that is whole and belongs to a log.
     *
     * @param reader makes something of the lines; when it throws, the snapshot is passed over
     */
    <T> Optional<Found<T>> newest(SnapshotHeader.Kind kind, EventLog log, Function<Stream<SnapshotLine>, T> reader);
}
