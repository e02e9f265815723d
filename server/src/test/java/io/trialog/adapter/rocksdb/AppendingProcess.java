package io.trialog.adapter.rocksdb;

import io.trialog.fixtures.SampleEvents;
import java.nio.file.Path;
import java.util.Random;

/** A process that appends for ever and prints each position once it is acknowledged: folder, durability, seed. */
final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[2]));
        try (RocksEventLog log = RocksEventLog.open(Path.of(arguments[0]), Durability.valueOf(arguments[1]))) {
            while (true) {
                long first = log.lastPosition() + 1;
                log.append(SampleEvents.metrics(first, first + random.nextInt(random.nextInt(50) == 0 ? 500 : 8)));
                System.out.println(log.lastPosition());
            }
        }
    }
}
