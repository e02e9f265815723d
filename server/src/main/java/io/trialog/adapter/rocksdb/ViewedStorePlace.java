package io.trialog.adapter.rocksdb;

import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a data directory for a process that may only look, beside its owner or without: what is there is left as it is, and what is
 * missing is kept in a temporary folder until the store is closed. One store at a time.
 */
public final class ViewedStorePlace implements SortedStorePlace {

    private static final Logger LOG = LoggerFactory.getLogger(ViewedStorePlace.class);

    private final Path folder;
    private boolean isFolderUsable = true;

    /** @param folder where the owner has the store; may not be there */
    public ViewedStorePlace(Path folder) {
        this.folder = folder;
    }

    @Override
    public SortedStore open() {
        SortedStore there = openThere();
        Temporary own = openOwn();
        return there == null ? own : new LayeredStore(own, there);
    }

    /** Never looks at what is there again; what was kept aside is gone by now. */
    @Override
    public void discard() {
        isFolderUsable = false;
    }

    private @Nullable SortedStore openThere() {
        if (!isFolderUsable || !Files.exists(folder.resolve("CURRENT"))) {
            return null;
        }
        try {
            return RocksSortedStore.openReadOnly(folder);
        } catch (SortedStoreException e) {
            LOG.debug("the store in {} cannot be looked at, so that all is made anew", folder, e);
            return null;
        }
    }

    private static Temporary openOwn() {
        try {
            Path own = Files.createTempDirectory("trialog-series-");
            return new Temporary(RocksSortedStore.open(own), own);
        } catch (IOException e) {
            throw SortedStoreException.unusable("store: no temporary folder: " + e, e);
        }
    }

    /** Gone when it is closed. */
    private record Temporary(SortedStore store, Path own) implements SortedStore {

        @Override
        public byte @Nullable [] get(byte[] key) {
            return store.get(key);
        }

        @Override
        public java.util.List<Entry> range(byte[] from, byte[] to, int limit) {
            return store.range(from, to, limit);
        }

        @Override
        public void write(java.util.List<Change> batch) {
            store.write(batch);
        }

        @Override
        public void close() {
            store.close();
            try {
                RocksStorePlace.delete(own);
            } catch (IOException e) {
                LOG.debug("{} stays", own, e); // it is in the system's folder for such things
            }
        }
    }
}
