package io.trialog.projection;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** An array that one thread extends and changes while any thread reads. */
final class GrowingArray<T> {

    private volatile AtomicReferenceArray<@Nullable T> elements = new AtomicReferenceArray<>(16);
    private volatile int size;

    int size() {
        return size;
    }

    @Nullable
    T get(long index) {
        return index < 0 || index >= size ? null : elements.get((int) index);
    }

    void set(long index, T element) {
        int i = (int) index;
        AtomicReferenceArray<@Nullable T> current = elements;
        if (i >= current.length()) {
            AtomicReferenceArray<@Nullable T> larger =
                    new AtomicReferenceArray<>(Math.max(i + 1, current.length() * 2));
            for (int k = 0; k < size; k++) {
                larger.set(k, current.get(k));
            }
            elements = larger;
            current = larger;
        }
        current.set(i, element);
        if (i >= size) {
            size = i + 1;
        }
    }
}
