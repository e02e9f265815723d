package io.trialog.adapter.rocksdb;

import java.nio.ByteBuffer;

/** Positions as keys: 8 bytes, big-endian, so that their order is the order of the log. */
final class Positions {

    private Positions() {}

    static byte[] key(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    /** The position of a key, or 0 when it is none. */
    static long of(byte[] key) {
        return key.length == Long.BYTES ? ByteBuffer.wrap(key).getLong() : 0;
    }
}
