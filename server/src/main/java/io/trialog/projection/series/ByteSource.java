package io.trialog.projection.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. */
final class ByteSource {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    void skip(int count) {
        at += count;
    }

    int get() {
        return bytes[at++];
    }

    long getLong() {
        long number = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return number;
    }

    int getInt() {
        int number = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            number = number << Byte.SIZE | (bytes[at++] & 0xff);
        }
        return number;
    }

    long getWhole() {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte part = bytes[at++];
            number |= (long) (part & (MORE - 1)) << shift;
            if ((part & MORE) == 0) {
                return number;
            }
        }
    }

    long getNear() {
        long number = getWhole();
        return (number >>> 1) ^ -(number & 1);
    }

    /** What is left, as text. */
    String text() {
        return new String(rest(), StandardCharsets.UTF_8);
    }

    /** What is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }
}
