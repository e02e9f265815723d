package io.trialog.benchmarks.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB alone, with the layout and the sizes of the event log: the ceiling of appends and of replay. Not thread-safe. */
public final class BareRocks implements AutoCloseable {

    private static final long MIB = 1 << 20;

    private final Deque<AbstractNativeReference> natives = new ArrayDeque<>();
    private final RocksDB db;
    private final ColumnFamilyHandle events;
    private final WriteOptions writeOptions;
    private long position;

    private BareRocks(Path folder, boolean readOnly, boolean sync) throws RocksDBException {
        RocksDB.loadLibrary();
        DBOptions options = opened(new DBOptions()
                .setCreateIfMissing(!readOnly)
                .setCreateMissingColumnFamilies(!readOnly)
                .setParanoidChecks(true)
                .setMaxBackgroundJobs(2));
        ColumnFamilyOptions families = opened(new ColumnFamilyOptions()
                .setWriteBufferSize(16 * MIB)
                .setCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockSize(32 * 1024)));
        List<ColumnFamilyDescriptor> descriptors = List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, families),
                new ColumnFamilyDescriptor("meta".getBytes(StandardCharsets.US_ASCII), families),
                new ColumnFamilyDescriptor("events".getBytes(StandardCharsets.US_ASCII), families));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        db = opened(
                readOnly
                        ? RocksDB.openReadOnly(options, folder.toString(), descriptors, handles)
                        : RocksDB.open(options, folder.toString(), descriptors, handles));
        handles.forEach(this::opened);
        events = handles.get(2);
        writeOptions = opened(new WriteOptions().setSync(sync));
    }

    /** A new database for writing. */
    static BareRocks create(Path folder, boolean sync) {
        try {
            return new BareRocks(folder, false, sync);
        } catch (RocksDBException e) {
            throw new IllegalStateException(
                    "cannot create a database in " + folder, e); // JMH's states throw nothing checked
        }
    }

    /** The database of an event log, beside its owner. */
    public static BareRocks openReadOnly(Path folder) throws RocksDBException {
        return new BareRocks(folder, true, false);
    }

    /** Puts a value under the next key. */
    void append(byte[] value) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(events, key(++position), value);
            db.write(writeOptions, batch);
        }
    }

    /** Reads all keys and values; the sum of their sizes. */
    public long scan() throws RocksDBException {
        long bytes = 0;
        try (ReadOptions options = new ReadOptions().setFillCache(false).setVerifyChecksums(true);
                RocksIterator iterator = db.newIterator(events, options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                bytes += iterator.key().length + iterator.value().length;
            }
            iterator.status();
        }
        return bytes;
    }

    @Override
    public void close() {
        while (!natives.isEmpty()) {
            natives.pop().close();
        }
    }

    private <N extends AbstractNativeReference> N opened(N reference) {
        natives.push(reference);
        return reference;
    }

    private static byte[] key(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }
}
