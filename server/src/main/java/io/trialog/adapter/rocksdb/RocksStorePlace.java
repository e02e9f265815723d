package io.trialog.adapter.rocksdb;

import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for a store, of the process that owns its data directory. */
public final class RocksStorePlace implements SortedStorePlace {

    private final Path folder;

    public RocksStorePlace(Path folder) {
        this.folder = folder;
    }

    @Override
    public SortedStore open() {
        return RocksSortedStore.open(folder);
    }

    @Override
    public void discard() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw SortedStoreException.unusable("store " + folder + ": cannot delete: " + e, e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
