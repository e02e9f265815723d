package io.trialog.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.port.EventLogException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The version of the log's layout, written when it is created and checked whenever it is opened. It is raised when a
 * released server would open a log that it cannot read whole, such as one with events in a format byte that it lacks.
 */
final class LogFormat {

    /** The newest layout that this server knows, and the one that it creates. In 1 every event has an entry of its own. */
    static final int NEWEST = 2;

    /** The first server version that knows {@link #NEWEST}. */
    static final String LOWEST_SERVER = "0.1.0";

    static final byte[] FORMAT = "format".getBytes(UTF_8);
    static final byte[] SERVER = "lowestServer".getBytes(UTF_8);

    private static final byte[] THIS = Integer.toString(NEWEST).getBytes(UTF_8);

    private LogFormat() {}

    /**
     * Marks a new log as of the newest format; checks an old one, and marks it likewise, as what is appended now is.
     *
     * @throws EventLogException when a newer server wrote it, or when it has events and no mark
     */
    static void claim(Store store, Path folder, boolean empty) throws RocksDBException {
        byte[] format = store.db().get(store.meta(), FORMAT);
        if (format != null || !empty) {
            check(folder, format, store.db().get(store.meta(), SERVER));
        }
        if (!Arrays.equals(format, THIS)) {
            mark(store);
        }
    }

    /** Checks an old log; an empty one may be without mark, when its creation was interrupted. */
    static void check(Store store, Path folder, boolean empty) throws RocksDBException {
        byte[] format = store.db().get(store.meta(), FORMAT);
        if (format != null || !empty) {
            check(folder, format, store.db().get(store.meta(), SERVER));
        }
    }

    private static void mark(Store store) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            batch.put(store.meta(), FORMAT, THIS);
            batch.put(store.meta(), SERVER, LOWEST_SERVER.getBytes(UTF_8));
            store.db().write(synced, batch);
        }
    }

    private static void check(Path folder, byte @Nullable [] format, byte @Nullable [] server) {
        String text = format == null ? "none" : new String(format, UTF_8);
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new EventLogException(
                    "event log " + folder + ": format " + text + " (expected: a number); it is damaged");
        }
        if (Integer.parseInt(text) > NEWEST) {
            throw new EventLogException("event log " + folder + ": format " + text + " (expected: " + NEWEST
                    + " or lower). A newer server wrote it: open it with version "
                    + (server == null ? "that wrote it" : new String(server, UTF_8)) + " or later.");
        }
    }
}
