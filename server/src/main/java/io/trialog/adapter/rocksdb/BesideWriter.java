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

    /** Verifies the checksums of all files. Those that the writer has replaced since are verified as what they are now. */
    static void verifyFiles(Path folder, Store store) throws RocksDBException {
        try {
            store.db().verifyChecksum();
        } catch (RocksDBException e) {
            if (!isGone(e)) {
                throw e;
            }
            for (int failed = 0; ; failed++) {
                try (Store now = open(folder)) {
                    now.db().verifyChecksum();
                    return;
                } catch (RocksDBException again) {
                    if (failed + 1 == TRIES || !isGone(again)) {
                        throw again;
                    }
                }
            }
        }
    }

    /** It opens files by name, and a writer deletes them when it has merged them. */
    private static boolean isGone(RocksDBException e) {
        return String.valueOf(e.getMessage()).contains("No such file");
    }
}
