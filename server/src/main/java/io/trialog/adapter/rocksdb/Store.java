package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLogException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/** An open RocksDB with its column families: every native object that lives as long as it, and their order of closing. */
final class Store implements AutoCloseable {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    /** Opens RocksDB as one thing or another. */
    private interface Opening {

        RocksDB open(DBOptions options, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }

    private final Deque<AbstractNativeReference> natives;
    private final RocksDB db;
    private final ColumnFamilyHandle meta;
    private final ColumnFamilyHandle events;

    private Store(
            Deque<AbstractNativeReference> natives, RocksDB db, ColumnFamilyHandle meta, ColumnFamilyHandle events) {
        this.natives = natives;
        this.db = db;
        this.meta = meta;
        this.events = events;
    }

    /**
     * Opens for writing, and creates what is not there.
     *
     * @throws EventLogException when the write-ahead log is damaged
     */
    static Store open(Path folder) throws RocksDBException {
        return open(
                folder,
                false,
                (options, families, handles) -> RocksDB.open(options, folder.toString(), families, handles));
    }

    /**
     * Opens what is there as it is now, beside a process that may be writing.
     *
     * @throws EventLogException when the write-ahead log is damaged
     */
    static Store openReadOnly(Path folder) throws RocksDBException {
        return open(
                folder,
                true,
                (options, families, handles) -> RocksDB.openReadOnly(options, folder.toString(), families, handles));
    }

    /**
     * Opens what is there, to {@linkplain RocksDB#tryCatchUpWithPrimary() follow} a process that may be writing.
     *
     * @param own gets RocksDB's own notes of this process; not in the folder
     * @throws EventLogException when the write-ahead log is damaged
     */
    static Store openFollower(Path folder, Path own) throws RocksDBException {
        return open(
                folder,
                true,
                (options, families, handles) ->
                        RocksDB.openAsSecondary(options, folder.toString(), own.toString(), families, handles));
    }

    RocksDB db() {
        return db;
    }

    /** What is known about the whole log. */
    ColumnFamilyHandle meta() {
        return meta;
    }

    /** Position (8 bytes, big-endian) of its last event to {@linkplain LogEntry entry}. */
    ColumnFamilyHandle events() {
        return events;
    }

    @Override
    public void close() {
        closeAll(natives);
    }

    private static Store open(Path folder, boolean readOnly, Opening opening) throws RocksDBException {
        WalCheck.requireIntact(folder);
        NativeLibrary.load();
        return Compressions.best(compression -> open(readOnly, opening, compression));
    }

    private static Store open(boolean readOnly, Opening opening, CompressionType compression) throws RocksDBException {
        // closed last to first: handles, database, options
        Deque<AbstractNativeReference> natives = new ArrayDeque<>();
        try {
            DBOptions options = databaseOptions(readOnly);
            natives.push(options);
            ColumnFamilyOptions small = new ColumnFamilyOptions().setWriteBufferSize(MIB);
            natives.push(small);
            Cache blocks = new LRUCache(8 * MIB);
            natives.push(blocks);
            ColumnFamilyOptions large = eventOptions(compression, blocks);
            natives.push(large);
            List<ColumnFamilyDescriptor> families = List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, small),
                    new ColumnFamilyDescriptor("meta".getBytes(StandardCharsets.US_ASCII), small),
                    new ColumnFamilyDescriptor("events".getBytes(StandardCharsets.US_ASCII), large));
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db = opening.open(options, families, handles);
            natives.push(db);
            handles.forEach(natives::push);
            return new Store(natives, db, handles.get(1), handles.get(2));
        } catch (RocksDBException | RuntimeException e) {
            closeAll(natives);
            throw e;
        }
    }

    private static DBOptions databaseOptions(boolean readOnly) {
        return new DBOptions()
                .setCreateIfMissing(!readOnly)
                .setCreateMissingColumnFamilies(!readOnly)
                // The default drops everything after a flipped bit without a word. This mode drops only a record that
                // was
                // never written to its end, which nobody was told about, and refuses to open for anything else.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                // a reader beside a writer keeps every file open, as the writer may delete it
                .setMaxOpenFiles(readOnly ? -1 : 256)
                .setMaxBackgroundJobs(2)
                // a disk that failed once is not asked again
                .setMaxBgErrorResumeCount(0)
                .setMaxManifestFileSize(4 * MIB)
                .setManifestPreallocationSize(64 * KIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0);
    }

    /** Memory grows with what is written, to two write buffers; blocks are large, as nearly all reads are scans. */
    private static ColumnFamilyOptions eventOptions(CompressionType compression, Cache blocks) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(16 * MIB)
                .setCompressionType(compression)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockSize(32 * KIB).setBlockCache(blocks));
    }

    private static void closeAll(Deque<AbstractNativeReference> natives) {
        while (!natives.isEmpty()) {
            natives.pop().close();
        }
    }
}
