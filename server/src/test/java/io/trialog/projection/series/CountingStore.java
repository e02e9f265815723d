package io.trialog.projection.series;

import io.trialog.port.SortedStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what is read from a store. */
record CountingStore(SortedStore store, AtomicLong questions, AtomicLong entries) implements SortedStore {

    CountingStore(SortedStore store) {
        this(store, new AtomicLong(), new AtomicLong());
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        questions.incrementAndGet();
        entries.incrementAndGet();
        return store.get(key);
    }

    @Override
    public List<Entry> range(byte[] from, byte[] to, int limit) {
        questions.incrementAndGet();
        List<Entry> found = store.range(from, to, limit);
        entries.addAndGet(found.size());
        return found;
    }

    @Override
    public void write(List<Change> batch) {
        store.write(batch);
    }

    @Override
    public void close() {
        store.close();
    }
}
