package io.trialog.projection.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The ends of what grows: all that have grown since the last write, and of the others those that grew last. What is not among them is
 * read from the store when it grows again. Not thread-safe.
 */
final class GrowingEnds<K, V> {

    /** How many of the others are kept: those of ten thousand trials with two or three numbers each; less than a kilobyte each on average. */
    static final int KEPT = 32_768;

    private final Function<K, V> stored;
    private final Map<K, V> grown = new LinkedHashMap<>();
    private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
        }
    };

    /** @param stored finds an end in the store, or makes one */
    GrowingEnds(Function<K, V> stored) {
        this.stored = stored;
    }

    /** An end that is about to grow. */
    V of(K key) {
        return grown.computeIfAbsent(key, this::before);
    }

    private V before(K key) {
        V known = kept.get(key);
        return known == null ? stored.apply(key) : known;
    }

    /** How many have grown since the last write. */
    int size() {
        return grown.size();
    }

    /** Writes what has grown. */
    void write(BiConsumer<K, V> writer) {
        grown.forEach((key, end) -> {
            writer.accept(key, end);
            kept.put(key, end);
        });
        grown.clear();
    }

    void forget(Predicate<K> gone) {
        grown.keySet().removeIf(gone);
        kept.keySet().removeIf(gone);
    }
}
