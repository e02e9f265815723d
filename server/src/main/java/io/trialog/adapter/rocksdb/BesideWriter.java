package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLogException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rocksdb.RocksDBException;

/**
 * Opens a store that another process may be writing. The writer can replace a file between our reading of its name and our
 * opening of it, or be in the middle of a record; both are gone at the next try, real damage is not.
 */
final class BesideWriter {

    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private BesideWriter() {}

    static Store open(Path folder) throws RocksDBException {
        for (int failed = 0; ; failed++) {
            try {
                return Store.openReadOnly(folder);
            } catch (RocksDBException | EventLogException e) {
                if (failed + 1 == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(FIRST_PAUSE_NANOS << failed);
            }
        }
    }
}
