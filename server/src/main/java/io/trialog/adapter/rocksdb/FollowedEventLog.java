package io.trialog.adapter.rocksdb;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.UnreadableEventException;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The log of another process as it grows: every read sees what is there by then, through restarts of the writer. Whole
 * events only, each once it is on disk, in order and without gap. Takes no lock and writes nothing where the writer does;
 * all that the writer may notice is that its file is synced once more before something new is shown. Used by one thread.
 */
public final class FollowedEventLog implements EventLog {

    /** How long a writer may take to put its files in order, as when it starts, before that is damage. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Path own;
    private final EventCodec codec = new EventCodec();
    private @Nullable Store store;
    private long troubleSince;
    private boolean inTrouble;
    private boolean closed;

    private FollowedEventLog(Path folder, Path own) {
        this.folder = folder;
        this.own = own;
    }

    /**
     * Follows the log in a folder.
     *
     * @throws EventLogException when there is none, it is damaged, or was written by a newer server
     */
    public static FollowedEventLog open(Path folder) {
        RocksEventLog.openReadOnly(folder).close(); // says what is wrong with it, if anything is
        try {
            return new FollowedEventLog(folder, Files.createTempDirectory("trialog-follow-"));
        } catch (IOException e) {
            throw new EventLogException("event log " + folder + ": cannot follow: no temporary folder: " + e, e);
        }
    }

    /** Refused. */
    @Override
    public void append(List<RecordedEvent> events) {
        throw new IllegalStateException("event log: followed (expected: open for writing)");
    }

    @Override
    public long lastPosition() {
        long[] last = {0};
        caughtUp(now -> last[0] = last(now));
        return last[0];
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        RecordedEvent[] found = {null};
        if (position >= 1) {
            read(position, event -> {
                found[0] = event;
                return false;
            });
        }
        return Optional.ofNullable(found[0]);
    }

    @Override
    public OptionalLong checksum(long position) {
        OptionalLong[] found = {OptionalLong.empty()};
        caughtUp(now -> {
            try (RocksIterator iterator = now.db().newIterator(now.events())) {
                iterator.seek(Positions.key(position));
                LogEntry entry = new LogEntry();
                if (isLoaded(entry, iterator, position)) {
                    found[0] = OptionalLong.of(entry.checksum(position));
                }
            }
        });
        return found[0];
    }

    @Override
    public void read(long from, Predicate<RecordedEvent> visitor) {
        long first = Math.max(from, 1);
        caughtUp(now -> {
            long last = last(now);
            if (last >= first) {
                syncWriteAheadLog();
                read(now, first, last, visitor);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        closeStore();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(own);
        } catch (IOException | DirectoryIteratorException e) {
            // it is in the system's folder for such things
        }
    }

    private interface Reading {

        void on(Store store) throws RocksDBException, UnsettledException;
    }

    /** Reads what is there by now. When the writer is putting its files in order, nothing is there for a while. */
    private void caughtUp(Reading reading) {
        if (closed) {
            throw new IllegalStateException("event log: closed (expected: open)");
        }
        try {
            reading.on(caughtUp());
        } catch (RocksDBException | UnsettledException e) {
            closeStore(); // a fresh look, next time
            complainWhenItLasts(e);
            return;
        }
        inTrouble = false;
    }

    private Store caughtUp() throws RocksDBException, UnsettledException {
        Store now = store;
        if (now != null) {
            now.db().tryCatchUpWithPrimary();
            return now;
        }
        try {
            now = Store.openFollower(folder, own);
        } catch (EventLogException e) {
            throw new UnsettledException(String.valueOf(e.getMessage())); // or real damage, if it lasts
        }
        store = now;
        LogFormat.check(now, folder, true);
        return now;
    }

    private void complainWhenItLasts(Exception e) {
        long now = System.nanoTime();
        if (!inTrouble) {
            inTrouble = true;
            troubleSince = now;
        } else if (now - troubleSince > PATIENCE.toNanos()) {
            throw new EventLogException("event log " + folder + ": cannot follow: " + e.getMessage(), e);
        }
    }

    private static long last(Store now) throws RocksDBException {
        try (RocksIterator iterator = now.db().newIterator(now.events())) {
            iterator.seekToLast();
            iterator.status();
            return iterator.isValid() ? Positions.of(iterator.key()) : 0;
        }
    }

    private void read(Store now, long first, long last, Predicate<RecordedEvent> visitor)
            throws RocksDBException, UnsettledException {
        try (RocksIterator iterator = now.db().newIterator(now.events())) {
            LogEntry entry = new LogEntry();
            long position = first;
            for (iterator.seek(Positions.key(first)); position <= last; iterator.next()) {
                if (!isLoaded(entry, iterator, position)) {
                    throw new UnsettledException(
                            "event " + position + ": missing (expected: positions up to " + last + " without gap)");
                }
                for (; position <= entry.last(); position++) {
                    if (!visitor.test(event(entry, position))) {
                        return;
                    }
                }
            }
        }
    }

    /** Whether the iterator is at the entry with an event; what it is at is then loaded. */
    private boolean isLoaded(LogEntry entry, RocksIterator iterator, long position) throws RocksDBException {
        iterator.status();
        if (!iterator.isValid()) {
            return false;
        }
        try {
            entry.load(iterator);
        } catch (UnreadableEventException e) {
            throw unreadable(e);
        }
        return entry.has(position);
    }

    private RecordedEvent event(LogEntry entry, long position) {
        try {
            return entry.event(position, codec);
        } catch (UnreadableEventException e) {
            throw unreadable(e);
        }
    }

    private EventLogException unreadable(UnreadableEventException e) {
        return new EventLogException("event log " + folder + ": " + e.getMessage(), e);
    }

    /** What was read may not be on disk yet; after this it is. Tables are synced before they are used. */
    private void syncWriteAheadLog() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*.log")) {
            for (Path file : files) {
                sync(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new EventLogException("event log " + folder + ": cannot sync: " + e.getMessage(), e);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            // the writer has just deleted it: what was in it is in a table
        }
    }

    private void closeStore() {
        Store open = store;
        store = null;
        if (open != null) {
            open.close();
        }
    }

    /** Files of the writer were seen in different states, or there is damage. */
    private static final class UnsettledException extends Exception {

        private static final long serialVersionUID = 1L;

        UnsettledException(String message) {
            super(message);
        }
    }
}
