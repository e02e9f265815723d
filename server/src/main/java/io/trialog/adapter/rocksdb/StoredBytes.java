package io.trialog.adapter.rocksdb;

import java.util.zip.CRC32C;

/** What can be said of a stored event without reading it. */
final class StoredBytes {

    private StoredBytes() {}

    /** CRC-32C, as an unsigned number. */
    static long checksum(byte[] stored) {
        CRC32C crc = new CRC32C();
        crc.update(stored);
        return crc.getValue();
    }
}
