package io.trialog.projection;

import java.util.Arrays;

/** Log positions that one thread adds to while any thread reads. */
final class PositionList {

    private long[] positions = new long[4];
    private int size;

    synchronized void add(long position) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
        }
        positions[size++] = position;
    }

    synchronized long[] toArray() {
        return Arrays.copyOf(positions, size);
    }
}
