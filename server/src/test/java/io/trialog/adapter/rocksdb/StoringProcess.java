package io.trialog.adapter.rocksdb;

import io.trialog.port.SortedStore;
import io.trialog.port.SortedStore.Put;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A process that goes on to write batches for ever and prints the number of each: folder, seed. */
final class StoringProcess {

    static final byte[] FIRST = {0};
    static final byte[] LAST = {1};
    private static final int LARGE = 50_000;

    private StoringProcess() {}

    public static void main(String[] arguments) {
        byte[] large = new byte[LARGE]; // of a kind that fills tables, so that some get to the disk
        new Random(Long.parseLong(arguments[1])).nextBytes(large);
        try (SortedStore store = RocksSortedStore.open(Path.of(arguments[0]))) {
            byte[] known = store.get(FIRST);
            for (long batch = known == null ? 1 : Positions.of(known) + 1; ; batch++) {
                byte[] number = Positions.key(batch);
                store.write(List.of(new Put(FIRST, number), new Put(number, large), new Put(LAST, number)));
                System.out.println(batch);
            }
        }
    }
}
