package io.trialog.adapter.rocksdb;

import io.trialog.adapter.json.EventBytes;
import io.trialog.adapter.json.EventCodec;
import io.trialog.event.RecordedEvent;
import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Fills batches with encoded events, by way of memory that RocksDB reads directly: handing it an array costs a copy and an
 * allocation more for each. Used again for every batch; not thread-safe.
 */
final class EventBatch {

    private static final int DIRECT_BYTES = 64 * 1024;

    private final EventCodec codec;
    private final EventBytes bytes = new EventBytes();
    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
    private final ByteBuffer value = ByteBuffer.allocateDirect(DIRECT_BYTES);

    EventBatch(EventCodec codec) {
        this.codec = codec;
    }

    /** Adds an event to a batch. */
    void put(RecordedEvent event, Store store, WriteBatch batch) throws RocksDBException {
        codec.encode(event, bytes);
        if (bytes.size() > DIRECT_BYTES) {
            batch.put(store.events(), Positions.key(event.position()), bytes.toByteArray());
            return;
        }
        key.clear().putLong(event.position()).flip();
        value.clear();
        bytes.copyTo(value);
        batch.put(store.events(), key, value.flip());
    }
}
