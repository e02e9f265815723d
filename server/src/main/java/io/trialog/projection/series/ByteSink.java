package io.trialog.projection.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow. Whole numbers take as few as they need, seven bits each, lowest first, the eighth set on all but the last. */
final class ByteSink {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int length;

    ByteSink put(int one) {
        makeRoom(1);
        bytes[length++] = (byte) one;
        return this;
    }

    ByteSink put(byte[] several) {
        makeRoom(several.length);
        System.arraycopy(several, 0, bytes, length, several.length);
        length += several.length;
        return this;
    }

    /** Eight bytes, highest first: as keys they have the order of the numbers, if those are not negative. */
    ByteSink putLong(long number) {
        makeRoom(Long.BYTES);
        LONGS.set(bytes, length, number);
        length += Long.BYTES;
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

    /** Back to nothing. */
    void clear() {
        length = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void makeRoom(int more) {
        if (bytes.length < length + more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
