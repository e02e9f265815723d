package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLogException;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A sorted store in a RocksDB of its own, in one column family. Without write-ahead log, as the event log has everything: each batch is in one
 * table in memory, so that the tables on disk hold a whole number of batches from the first on.
 */
final class RocksSortedStore implements SortedStore {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    /** Ends of series are written over and over: what is replaced in the buffer never gets to the disk. */
    private static final long WRITE_BUFFER = 8 * MIB;

    private static final int DIRECT_BYTES = 4096;
    private static final byte[] FAMILY = "series".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final boolean readOnly;
    /** Closed last to first: handles, database, options. */
    private final Deque<AbstractNativeReference> natives;

    private final RocksDB db;
    private final ColumnFamilyHandle family;
    private final WriteOptions unlogged;
    /** Held shared while native objects are in use, exclusively to close them. */
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();

    /** Used by the one thread that writes. */
    private final ByteBuffer key = ByteBuffer.allocateDirect(DIRECT_BYTES);

    private final ByteBuffer value = ByteBuffer.allocateDirect(DIRECT_BYTES);
    private @Nullable SortedStoreException failure;
    private boolean closed;

    private RocksSortedStore(
            Path folder,
            boolean readOnly,
            Deque<AbstractNativeReference> natives,
            RocksDB db,
            ColumnFamilyHandle family,
            WriteOptions unlogged) {
        this.folder = folder;
        this.readOnly = readOnly;
        this.natives = natives;
        this.db = db;
        this.family = family;
        this.unlogged = unlogged;
    }

    /** Opens for reading and writing; makes what is not there. */
    static RocksSortedStore open(Path folder) {
        return open(folder, false);
    }

    /** Opens what is there on disk now, while another process may be writing. */
    static RocksSortedStore openReadOnly(Path folder) {
        return open(folder, true);
    }

    private static RocksSortedStore open(Path folder, boolean readOnly) {
        try {
            NativeLibrary.load();
            return Compressions.fastest(compression -> open(folder, readOnly, compression));
        } catch (EventLogException e) { // the native library
            throw SortedStoreException.unusable(String.valueOf(e.getMessage()), e);
        } catch (RocksDBException e) {
            throw failure(folder, "cannot open", e);
        }
    }

    private static RocksSortedStore open(Path folder, boolean readOnly, CompressionType compression)
            throws RocksDBException {
        Deque<AbstractNativeReference> natives = new ArrayDeque<>();
        try {
            DBOptions options = new DBOptions()
                    .setCreateIfMissing(!readOnly)
                    .setCreateMissingColumnFamilies(!readOnly)
                    .setMaxOpenFiles(readOnly ? -1 : 64)
                    .setMaxBackgroundJobs(2)
                    // a disk that failed once is not asked again before the store is opened anew
                    .setMaxBgErrorResumeCount(0)
                    .setMaxManifestFileSize(4 * MIB)
                    .setManifestPreallocationSize(64 * KIB)
                    .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                    .setMaxLogFileSize(MIB)
                    .setKeepLogFileNum(2)
                    .setStatsDumpPeriodSec(0);
            natives.push(options);
            Cache blocks = new LRUCache(8 * MIB);
            natives.push(blocks);
            ColumnFamilyOptions unused = new ColumnFamilyOptions().setWriteBufferSize(MIB);
            natives.push(unused);
            ColumnFamilyOptions used = new ColumnFamilyOptions()
                    .setWriteBufferSize(WRITE_BUFFER)
                    // the same for all levels: so tables that overlap no others are moved down as they are
                    .setCompressionType(compression)
                    .setTableFormatConfig(
                            new BlockBasedTableConfig().setBlockSize(16 * KIB).setBlockCache(blocks));
            natives.push(used);
            WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
            natives.push(unlogged);
            List<ColumnFamilyDescriptor> families = List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, unused),
                    new ColumnFamilyDescriptor(FAMILY, used));
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db = readOnly
                    ? RocksDB.openReadOnly(options, folder.toString(), families, handles)
                    : RocksDB.open(options, folder.toString(), families, handles);
            natives.push(db);
            handles.forEach(natives::push);
            return new RocksSortedStore(folder, readOnly, natives, db, handles.get(1), unlogged);
        } catch (RocksDBException | RuntimeException e) {
            natives.forEach(AbstractNativeReference::close);
            throw e;
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        inUse.readLock().lock();
        try {
            requireOpen();
            return db.get(family, key);
        } catch (RocksDBException e) {
            throw failure(folder, "cannot read", e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    @Override
    public List<Entry> range(byte[] from, byte[] to, int limit) {
        inUse.readLock().lock();
        try {
            requireOpen();
            List<Entry> found = new ArrayList<>(Math.min(limit, 64));
            try (Slice behind = new Slice(to);
                    ReadOptions options = new ReadOptions().setIterateUpperBound(behind);
                    RocksIterator iterator = db.newIterator(family, options)) {
                for (iterator.seek(from); iterator.isValid() && found.size() < limit; iterator.next()) {
                    found.add(new Entry(iterator.key(), iterator.value()));
                }
                iterator.status();
            }
            return found;
        } catch (RocksDBException e) {
            throw failure(folder, "cannot read", e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    @Override
    public void write(List<Change> changes) {
        inUse.readLock().lock();
        try (WriteBatch batch = new WriteBatch()) {
            requireOpen();
            SortedStoreException before = failure;
            if (before != null) {
                throw before;
            }
            requireHealthyBackground();
            List<byte[]> deleted = new ArrayList<>();
            for (Change change : changes) {
                if (change instanceof Put put) {
                    put(put, batch);
                } else if (change instanceof DeleteRange range) {
                    batch.deleteRange(family, range.from(), range.to());
                    deleted.add(range.from());
                    deleted.add(range.to());
                }
            }
            db.write(unlogged, batch);
            if (!deleted.isEmpty()) {
                db.deleteFilesInRanges(family, deleted, false); // makes room at once, where whole tables are of no use
            }
        } catch (RocksDBException e) {
            throw failed(failure(folder, "cannot write", e));
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** By way of memory that RocksDB reads directly: handing it arrays costs more. */
    private void put(Put put, WriteBatch batch) throws RocksDBException {
        if (put.key().length > DIRECT_BYTES || put.value().length > DIRECT_BYTES) {
            batch.put(family, put.key(), put.value());
        } else {
            batch.put(
                    family,
                    key.clear().put(put.key()).flip(),
                    value.clear().put(put.value()).flip());
        }
    }

    /** RocksDB writes tables on threads of its own; once that failed, writes would wait for it for ever. */
    private void requireHealthyBackground() throws RocksDBException {
        long errors = db.getLongProperty("rocksdb.background-errors");
        if (errors > 0) {
            throw new RocksDBException(errors + " errors of its background work (expected: none): is the disk full? "
                    + folder.resolve("LOG") + " may tell");
        }
    }

    private SortedStoreException failed(SortedStoreException first) {
        failure = first;
        return first;
    }

    /** Writes to disk what is in memory only, if the disk takes it: else the log is read again from what is there. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (!readOnly && failure == null) {
                flush();
            }
            while (!natives.isEmpty()) {
                natives.pop().close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void flush() {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            db.flush(options, family);
        } catch (RocksDBException e) {
            failed(failure(folder, "cannot flush", e));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw SortedStoreException.unusable(
                    "store " + folder + ": closed (expected: open)", new IllegalStateException("closed"));
        }
    }

    private static SortedStoreException failure(Path folder, String what, RocksDBException e) {
        String message = "store " + folder + ": " + what + ": " + Reasons.of(e);
        Status status = e.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption
                ? SortedStoreException.damaged(message, e)
                : SortedStoreException.unusable(message, e);
    }
}
