package io.trialog.adapter.rocksdb;

import java.nio.ByteBuffer;
import org.rocksdb.RocksIterator;

/** The stored event that a scan is at, copied into the same arrays for all of them. Not thread-safe. */
final class StoredEvent {

    private static final int USUAL_BYTES = 1024;

    private final RocksIterator iterator;
    private final byte[] key = new byte[Long.BYTES];
    private final ByteBuffer keyNumber = ByteBuffer.wrap(key);
    private byte[] value = new byte[USUAL_BYTES];
    private int length;

    StoredEvent(RocksIterator iterator) {
        this.iterator = iterator;
    }

    /** Its position, or 0 when its key is none. */
    long position() {
        return iterator.key(key, 0, key.length) == key.length ? keyNumber.getLong(0) : 0;
    }

    /** Its bytes, in the first {@link #length()} of an array that the next call may use again. */
    byte[] read() {
        length = iterator.value(value, 0, value.length);
        if (length > value.length) {
            value = new byte[length];
            length = iterator.value(value, 0, length);
        }
        return value;
    }

    /** How many bytes {@link #read} gave. */
    int length() {
        return length;
    }
}
