package io.trialog.projection.series;

import java.util.Arrays;

/** Bytes that grow. Whole numbers take as few as they need, seven bits each, lowest first, the eighth set on all but the last. */
final class ByteSink {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private byte[] bytes = new byte[64];
    private int length;

    ByteSink put(int one) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) one;
        return this;
    }

    ByteSink put(byte[] several) {
        while (bytes.length < length + several.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(several, 0, bytes, length, several.length);
        length += several.length;
        return this;
    }

    /** Eight bytes, highest first: as keys they have the order of the numbers, if those are not negative. */
    ByteSink putLong(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((int) (number >>> shift));
        }
        return this;
    }

    /** Four bytes, highest first. */
    ByteSink putInt(int number) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put(number >>> shift);
        }
        return this;
    }

    /** Few bytes for small numbers, 0 or more. */
    ByteSink putWhole(long number) {
        long left = number;
        while ((left & -MORE) != 0) {
            put((int) (left & (MORE - 1)) | MORE);
            left >>>= BITS;
        }
        return put((int) left);
    }

    /** Few bytes for numbers near 0, negative or not. */
    ByteSink putNear(long number) {
        return putWhole((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
