package io.trialog.adapter.rocksdb;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.UnreadableEventException;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The event log in a RocksDB of its own. One process writes, others may {@linkplain #openReadOnly look}. All methods may be
 * called by any thread; appends queue, reads run beside them and see what was appended before they began. {@link #close}
 * waits for calls that are under way; a visitor must not call it.
 *
 * <p>After a failed append nothing is known about the disk, so every later call fails with that first failure; the same goes
 * for a failure of RocksDB's own threads. The next process reads what is really there.
 */
public final class RocksEventLog implements EventLog {

    private final Path folder;
    private final Store store;
    private final @Nullable WriteOptions writeOptions;
    private final @Nullable PeriodicSync periodicSync;
    private final boolean syncsAppends;
    private final LongConsumer onSync;
    private final EventCodec codec = new EventCodec();

    private final Object appending = new Object();
    /** Used by who holds {@link #appending}. */
    private final EventBatch encoder;
    /** The entry that a single read used last, for the next one: its event is often near. Null while it is in use. */
    private final AtomicReference<@Nullable LogEntry> lastRead = new AtomicReference<>();
    /** Held shared while native objects are in use, exclusively to close them. */
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();

    private volatile long lastPosition;
    private volatile boolean unsynced;
    private volatile @Nullable EventLogException failure;
    private boolean closed;

    private RocksEventLog(
            Path folder, Store store, @Nullable Durability durability, LongConsumer onSync, long lastPosition) {
        this.folder = folder;
        this.store = store;
        this.encoder = new EventBatch(store, codec);
        this.lastPosition = lastPosition;
        this.onSync = onSync;
        this.syncsAppends = durability == Durability.SYNC;
        this.writeOptions = durability == null ? null : new WriteOptions().setSync(syncsAppends);
        this.periodicSync = durability == Durability.EVERY_100_MS ? PeriodicSync.of(this::syncPeriodically) : null;
    }

    /** Does beforehand, on another thread, what the first {@code open} of a process spends a tenth of a second on. */
    public static void prepare() {
        NativeLibrary.prepare();
    }

    /**
     * Opens the log in a folder for reading and writing, and creates it if it is not there. A record at the end that was
     * never written completely, and so never acknowledged, is dropped.
     *
     * @throws EventLogException when it is damaged, was written by a newer server, or another process has it open
     */
    public static RocksEventLog open(Path folder, Durability durability) {
        return open(folder, durability, nanos -> {});
    }

    /**
     * The same, and tells how long the disk takes.
     *
     * @param onSync is given the nanoseconds of each write that waited for fsync, and of each fsync for earlier writes, by the
     *     thread that waited; returns at once and never throws
     */
    public static RocksEventLog open(Path folder, Durability durability, LongConsumer onSync) {
        try {
            return opened(folder, Store.open(folder), durability, onSync);
        } catch (RocksDBException e) {
            throw new EventLogException("event log " + folder + ": cannot open: " + Reasons.of(e), e);
        }
    }

    /**
     * Opens what is in the log now, while another process may be writing. What is appended later is not seen; {@link
     * #append} is refused.
     *
     * @throws EventLogException when there is no log, it is damaged, or was written by a newer server
     */
    public static RocksEventLog openReadOnly(Path folder) {
        if (!Files.exists(folder.resolve("CURRENT"))) {
            throw new EventLogException("event log " + folder + ": not there (expected: the log of a server)");
        }
        try {
            return opened(folder, BesideWriter.open(folder), null, nanos -> {});
        } catch (RocksDBException e) {
            throw new EventLogException("event log " + folder + ": cannot open read-only: " + e.getMessage(), e);
        }
    }

    private static RocksEventLog opened(Path folder, Store store, @Nullable Durability durability, LongConsumer onSync)
            throws RocksDBException {
        try {
            long last = ends(store, folder);
            if (durability == null) {
                LogFormat.check(store, folder, last == 0);
            } else {
                LogFormat.claim(store, folder, last == 0);
            }
            return new RocksEventLog(folder, store, durability, onSync, last);
        } catch (RocksDBException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The last position; checks the first. What is between is checked by whoever reads it. */
    private static long ends(Store store, Path folder) throws RocksDBException {
        try (RocksIterator iterator = store.db().newIterator(store.events())) {
            iterator.seekToFirst();
            iterator.status();
            if (!iterator.isValid()) {
                return 0;
            }
            LogEntry beginning = new LogEntry();
            beginning.load(iterator);
            long first = beginning.first();
            iterator.seekToLast();
            iterator.status();
            long last = iterator.isValid() ? Positions.of(iterator.key()) : 0;
            if (first != 1 || last < 1) {
                throw new EventLogException("event log " + folder + ": positions " + first + " to " + last
                        + " (expected: from 1 without gap); it is damaged");
            }
            return last;
        } catch (UnreadableEventException e) {
            throw unreadable(folder, e);
        }
    }

    @Override
    public void append(List<RecordedEvent> events) {
        synchronized (appending) {
            inUse.readLock().lock();
            try {
                requireUsable();
                if (writeOptions == null) {
                    throw new IllegalStateException("event log: open read-only (expected: open for writing)");
                }
                if (!events.isEmpty()) {
                    requireHealthyBackground(writeOptions);
                    write(events, writeOptions);
                }
            } finally {
                inUse.readLock().unlock();
            }
        }
    }

    /**
     * RocksDB moves events to tables on threads of its own, tries again for ever when a disk fails it there, and after a
     * while lets appends wait for that. Better to stop at once. (Its listeners would tell it earlier, but one that is being
     * called while the process halts never lets it end.)
     */
    private void requireHealthyBackground(WriteOptions options) {
        try {
            long errors = store.db().getLongProperty("rocksdb.background-errors");
            if (errors > 0) {
                try (WriteBatch nothing = new WriteBatch()) {
                    store.db().write(options, nothing); // says which error it was, when RocksDB takes it as seriously
                }
                throw new RocksDBException(
                        errors + " errors of its background work (expected: none): is the disk full? "
                                + folder.resolve("LOG") + " may tell");
            }
        } catch (RocksDBException e) {
            throw failed("cannot move events to tables after position " + lastPosition, e);
        }
    }

    private void write(List<RecordedEvent> events, WriteOptions options) {
        long last = requireSuccessive(events);
        try (WriteBatch batch = new WriteBatch()) {
            encoder.put(events, batch);
            long begin = System.nanoTime();
            store.db().write(options, batch);
            if (syncsAppends) {
                onSync.accept(System.nanoTime() - begin);
            }
        } catch (RocksDBException e) {
            throw failed("cannot append positions " + (lastPosition + 1) + " to " + last, e);
        }
        lastPosition = last;
        unsynced = true;
    }

    private long requireSuccessive(List<RecordedEvent> events) {
        long last = lastPosition;
        for (RecordedEvent event : events) {
            last++;
            if (event.position() != last) {
                throw new IllegalArgumentException("position: " + event.position() + " (expected: " + last + ")");
            }
        }
        return last;
    }

    @Override
    public long lastPosition() {
        return lastPosition;
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        return find(position, entry -> entry.event(position, codec));
    }

    /** CRC-32C of the stored bytes. */
    @Override
    public OptionalLong checksum(long position) {
        return find(position, entry -> entry.checksum(position)).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private <T> Optional<T> find(long position, Function<LogEntry, T> reading) {
        inUse.readLock().lock();
        try {
            requireUsable();
            if (position < 1 || position > lastPosition) {
                return Optional.empty();
            }
            LogEntry entry = lastRead.getAndSet(null);
            if (entry == null) {
                entry = new LogEntry();
            }
            if (!entry.has(position)) {
                load(entry, position);
            }
            T read = reading.apply(entry);
            lastRead.set(entry);
            return Optional.of(read);
        } catch (UnreadableEventException e) {
            throw unreadable(folder, e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void load(LogEntry entry, long position) {
        try (RocksIterator iterator = store.db().newIterator(store.events())) {
            iterator.seek(Positions.key(position));
            load(entry, iterator, position);
        }
    }

    private void load(LogEntry entry, RocksIterator iterator, long position) {
        if (!iterator.isValid()) {
            requireIntact(iterator, position);
            throw missing(position);
        }
        try {
            entry.load(iterator);
        } catch (UnreadableEventException e) {
            throw unreadable(folder, e);
        }
        if (!entry.has(position)) {
            throw missing(position);
        }
    }

    @Override
    public void read(long from, Predicate<RecordedEvent> visitor) {
        inUse.readLock().lock();
        try {
            requireUsable();
            read(Math.max(from, 1), lastPosition, visitor);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void read(long first, long last, Predicate<RecordedEvent> visitor) {
        // a scan must not push the few blocks that single reads want out of the cache
        try (ReadOptions options = new ReadOptions().setFillCache(false).setVerifyChecksums(true);
                RocksIterator iterator = store.db().newIterator(store.events(), options)) {
            LogEntry entry = new LogEntry();
            long position = first;
            for (iterator.seek(Positions.key(first)); position <= last; iterator.next()) {
                load(entry, iterator, position);
                for (; position <= entry.last(); position++) {
                    if (!visitor.test(event(entry, position))) {
                        return;
                    }
                }
            }
        }
    }

    /**
     * Reads everything: the checksums of all files, and every event.
     *
     * @return the number of events
     * @throws EventLogException at the first damage; names the position or the file
     */
    public long verify() {
        return verify(event -> {});
    }

    /**
     * The same, and shows every event.
     *
     * @param visitor what it throws comes through
     */
    public long verify(Consumer<RecordedEvent> visitor) {
        inUse.readLock().lock();
        try {
            requireUsable();
            long last = lastPosition;
            // first the events: their errors name positions
            read(1, last, event -> {
                visitor.accept(event);
                return true;
            });
            verifyFiles();
            return last;
        } catch (RocksDBException e) {
            throw new EventLogException("event log " + folder + ": damaged: " + e.getMessage(), e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void verifyFiles() throws RocksDBException {
        if (writeOptions == null) {
            BesideWriter.verifyFiles(folder, store);
        } else {
            store.db().verifyChecksum();
        }
    }

    @Override
    public void close() {
        if (inUse.getReadHoldCount() > 0) {
            // it would wait for itself
            throw new IllegalStateException("event log: closed by a visitor (expected: after the read)");
        }
        if (periodicSync != null) {
            periodicSync.close();
        }
        inUse.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try {
                syncBeforeClose();
            } finally {
                if (writeOptions != null) {
                    writeOptions.close();
                }
                store.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void syncPeriodically() {
        inUse.readLock().lock();
        try {
            if (!closed && failure == null && unsynced) {
                unsynced = false;
                sync();
            }
        } catch (EventLogException e) {
            // kept: the next call of a user throws it
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void syncBeforeClose() {
        if (writeOptions != null && failure == null && unsynced) {
            sync();
        }
    }

    private void sync() {
        try {
            long begin = System.nanoTime();
            store.db().flushWal(true);
            onSync.accept(System.nanoTime() - begin);
        } catch (RocksDBException e) {
            throw failed("cannot sync", e);
        }
    }

    private EventLogException failed(String what, RocksDBException e) {
        EventLogException first = new EventLogException("event log " + folder + ": " + what + ": " + Reasons.of(e), e);
        failure = first;
        return first;
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("event log: closed (expected: open)");
        }
        EventLogException first = failure;
        if (first != null) {
            throw new EventLogException("unusable since it failed: " + first.getMessage(), first);
        }
    }

    private RecordedEvent event(LogEntry entry, long position) {
        try {
            return entry.event(position, codec);
        } catch (UnreadableEventException e) {
            throw unreadable(folder, e);
        }
    }

    private void requireIntact(RocksIterator iterator, long position) {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw unreadable(position, e);
        }
    }

    private EventLogException missing(long position) {
        return new EventLogException("event log " + folder + ": event " + position
                + ": missing (expected: positions 1 to " + lastPosition + " without gap); it is damaged");
    }

    private EventLogException unreadable(long position, RocksDBException e) {
        return new EventLogException(
                "event log " + folder + ": event " + position + ": cannot read: " + e.getMessage(), e);
    }

    private static EventLogException unreadable(Path folder, UnreadableEventException e) {
        return new EventLogException("event log " + folder + ": " + e.getMessage(), e);
    }
}
