package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLog;
import io.trialog.port.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksEventLogContractTest extends EventLogContract {

    @TempDir
    private Path folder;

    @Override
    protected EventLog emptyLog() {
        return RocksEventLog.open(folder.resolve("log"), Durability.SYNC);
    }
}
