package io.trialog.benchmarks.restart;

import io.trialog.benchmarks.log.BareRocks;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** The ceiling of a start that reads the log: a process that reads all keys and values of its files and does nothing with them. */
final class BareScan {

    private BareScan() {}

    /** Takes the folder of a log; prints how many bytes are in it. */
    public static void main(String[] arguments) throws RocksDBException {
        try (BareRocks rocks = BareRocks.openReadOnly(Path.of(arguments[0]))) {
            System.out.println(rocks.scan());
        }
    }
}
