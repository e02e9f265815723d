package io.trialog.adapter.rocksdb;

import io.trialog.adapter.json.EventBytes;
import io.trialog.adapter.json.EventCodec;
import io.trialog.event.RecordedEvent;
import java.nio.ByteBuffer;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Fills batches with encoded events, as few {@linkplain LogEntry entries} as hold them, by way of memory that RocksDB reads
 * directly: handing it an array costs a copy and an allocation more for each. Used again for every batch; not thread-safe.
 */
final class EventBatch {

    private final Store store;
    private final EventCodec codec;
    private final EventBytes event = new EventBytes();
    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
    private final ByteBuffer entry = ByteBuffer.allocateDirect(LogEntry.MAX_BYTES);
    private int count;

    EventBatch(Store store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** Adds events of successive positions to a batch. */
    void put(List<RecordedEvent> events, WriteBatch batch) throws RocksDBException {
        begin();
        long position = 0;
        for (RecordedEvent recorded : events) {
            codec.encode(recorded, event);
            int needed = LogEntry.LENGTH_BYTES + event.size();
            if (needed > entry.remaining()) {
                end(position, batch);
                begin();
            }
            position = recorded.position();
            if (needed > entry.remaining()) {
                batch.put(store.events(), Positions.key(position), event.toByteArray());
            } else {
                entry.putShort((short) event.size());
                event.copyTo(entry);
                count++;
            }
        }
        end(position, batch);
    }

    private void begin() {
        entry.clear().put(LogEntry.SEVERAL);
        count = 0;
    }

    private void end(long last, WriteBatch batch) throws RocksDBException {
        if (count == 0) {
            return;
        }
        entry.flip();
        if (count == 1) {
            entry.position(1 + LogEntry.LENGTH_BYTES); // alone, without length
        }
        batch.put(store.events(), key.clear().putLong(last).flip(), entry);
    }
}
