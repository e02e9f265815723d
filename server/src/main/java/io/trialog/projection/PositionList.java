package io.trialog.projection;

import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Ascending log positions that one thread adds to while any thread reads. Kept as the differences between neighbours, in bytes of
 * seven bits, lowest first, the eighth set on all but the last byte of a difference: mostly one byte for a position.
 */
final class PositionList {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private byte[] bytes = new byte[8];
    private int length;
    private int size;
    private long last;

    /** Reads what {@link #encoded} gives. */
    static PositionList of(String encoded) {
        PositionList list = new PositionList();
        list.bytes = Base64.getDecoder().decode(encoded);
        list.length = list.bytes.length;
        if (list.length > 0 && (list.bytes[list.length - 1] & MORE) != 0) {
            throw new IllegalArgumentException("positions: cut off (expected: whole numbers)");
        }
        long difference = 0;
        int shift = 0;
        for (byte part : list.bytes) {
            difference |= (long) (part & (MORE - 1)) << shift;
            shift += BITS;
            if ((part & MORE) == 0) {
                list.last += difference;
                list.size++;
                difference = 0;
                shift = 0;
            }
        }
        return list;
    }

    synchronized void add(long position) {
        long left = position - last;
        if (left <= 0) {
            throw new IllegalArgumentException("position: " + position + " (expected: > " + last + ")");
        }
        while (left >= MORE) {
            append((int) (left & (MORE - 1)) | MORE);
            left >>>= BITS;
        }
        append((int) left);
        size++;
        last = position;
    }

    synchronized long[] toArray() {
        long[] positions = new long[size];
        long position = 0;
        int at = 0;
        for (int i = 0; i < size; i++) {
            long difference = 0;
            int shift = 0;
            int part;
            do {
                part = bytes[at++];
                difference |= (long) (part & (MORE - 1)) << shift;
                shift += BITS;
            } while ((part & MORE) != 0);
            position += difference;
            positions[i] = position;
        }
        return positions;
    }

    /** The list as it is now, as text; made when it is asked for. */
    synchronized Supplier<String> encoded() {
        byte[] now = bytes; // what is written stays: later positions go behind it, or into a copy
        int end = length;
        return () -> Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(now, end));
    }

    private void append(int one) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(8, length + length / 2));
        }
        bytes[length++] = (byte) one;
    }
}
