package io.trialog.adapter.rocksdb;

import io.trialog.port.SortedStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that must not be changed, with a store of changes above it. What is {@linkplain DeleteRange removed} is removed from the upper one only:
 * good for projections that never look for what was removed.
 */
final class LayeredStore implements SortedStore {

    private final SortedStore upper;
    private final SortedStore lower;

    LayeredStore(SortedStore upper, SortedStore lower) {
        this.upper = upper;
        this.lower = lower;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        byte[] value = upper.get(key);
        return value == null ? lower.get(key) : value;
    }

    @Override
    public List<Entry> range(byte[] from, byte[] to, int limit) {
        List<Entry> above = upper.range(from, to, limit);
        List<Entry> below = lower.range(from, to, limit);
        if (above.isEmpty() || below.isEmpty()) {
            return above.isEmpty() ? below : above;
        }
        List<Entry> both = new ArrayList<>(Math.min(limit, above.size() + below.size()));
        int a = 0;
        int b = 0;
        while (both.size() < limit && (a < above.size() || b < below.size())) {
            int order = a == above.size() ? 1 : b == below.size() ? -1 : compare(above.get(a), below.get(b));
            both.add(order <= 0 ? above.get(a) : below.get(b));
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        return both;
    }

    private static int compare(Entry one, Entry other) {
        return java.util.Arrays.compareUnsigned(one.key(), other.key());
    }

    @Override
    public void write(List<Change> batch) {
        upper.write(batch);
    }

    @Override
    public void close() {
        upper.close();
        lower.close();
    }
}
