package io.trialog.benchmarks.series;

import io.trialog.port.SortedStore;
import io.trialog.port.SortedStorePlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what is written, so that the same can be written again by nobody but RocksDB. */
final class RecordingPlace implements SortedStorePlace {

    private final SortedStorePlace place;
    private final List<List<SortedStore.Change>> batches = new ArrayList<>();

    RecordingPlace(SortedStorePlace place) {
        this.place = place;
    }

    List<List<SortedStore.Change>> batches() {
        return batches;
    }

    @Override
    public SortedStore open() {
        SortedStore store = place.open();
        return new SortedStore() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                return store.get(key);
            }

            @Override
            public List<Entry> range(byte[] from, byte[] to, int limit) {
                return store.range(from, to, limit);
            }

            @Override
            public void write(List<Change> batch) {
                batches.add(batch);
                store.write(batch);
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    @Override
    public void discard() {
        place.discard();
    }
}
