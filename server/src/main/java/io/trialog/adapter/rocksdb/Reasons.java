package io.trialog.adapter.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Why RocksDB could not do something, for people. */
final class Reasons {

    private Reasons() {}

    /** RocksDB's text; for a full disk also what to do. */
    static String of(RocksDBException e) {
        String text = String.valueOf(e.getMessage());
        return isFullDisk(e) ? "the disk is full: make room on it (" + text + ")" : text;
    }

    private static boolean isFullDisk(RocksDBException e) {
        Status status = e.getStatus();
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || String.valueOf(e.getMessage()).contains("No space left on device");
    }
}
