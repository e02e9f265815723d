package io.trialog.adapter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads fields in protobuf's wire format, one after the other. Whatever the bytes are, it ends, allocates no more than they
 * take, and throws nothing but {@link IllegalArgumentException}. Not thread-safe.
 */
final class FieldReader {

    /** No field. */
    static final int END = 0;

    private static final int MAX_FIELD = (1 << 29) - 1;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final char REPLACEMENT = '\ufffd';

    private final byte[] bytes;
    private final int end;
    private final RecentTexts recent;
    private int at;
    private int field;
    private WireType type = WireType.VARINT;

    FieldReader(byte[] bytes, int from, int end, RecentTexts recent) {
        this.recent = recent;
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; its number, or {@link #END}. */
    int next() {
        if (at == end) {
            return END;
        }
        long key = plainVarint();
        long number = WireType.field(key);
        if (number < 1 || number > MAX_FIELD) {
            throw new IllegalArgumentException(
                    "field " + Long.toUnsignedString(number) + " (expected: 1 to " + MAX_FIELD + ")");
        }
        type = WireType.of(key);
        field = (int) number;
        return field;
    }

    /** A whole number before or between fields. */
    long plainVarint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[advance(1)];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes after field " + field);
    }

    long varint() {
        require(WireType.VARINT);
        return plainVarint();
    }

    int int32() {
        long value = varint();
        if (value != (int) value) {
            throw new IllegalArgumentException("field " + field + ": " + value + " (expected: 32 bits)");
        }
        return (int) value;
    }

    double float64() {
        require(WireType.FIXED_64);
        return Double.longBitsToDouble((long) LONG.get(bytes, advance(Long.BYTES)));
    }

    String text() {
        require(WireType.LENGTH);
        int length = length();
        int from = advance(length);
        String text = recent.find(bytes, from, length);
        if (text == null) {
            text = newText(from, length);
            recent.keep(text, bytes, from, length);
        }
        return text;
    }

    private String newText(int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // what is no UTF-8 was replaced; a replacement may also be what was written
        if (text.indexOf(REPLACEMENT) >= 0 && !isStored(text.getBytes(StandardCharsets.UTF_8), from, length)) {
            throw new IllegalArgumentException("field " + field + ": no UTF-8");
        }
        return text;
    }

    private boolean isStored(byte[] utf8, int from, int length) {
        return Arrays.equals(bytes, from, from + length, utf8, 0, utf8.length);
    }

    /** The fields of a message within this one. */
    FieldReader message() {
        require(WireType.LENGTH);
        int from = advance(length());
        return new FieldReader(bytes, from, at, recent);
    }

    /** Leaves out the value of a field that nobody here knows. */
    void skip() {
        switch (type) {
            case VARINT -> plainVarint();
            case FIXED_64 -> advance(Long.BYTES);
            case FIXED_32 -> advance(Integer.BYTES);
            case LENGTH -> advance(length());
        }
    }

    private int length() {
        long length = plainVarint();
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("field " + field + ": " + Long.toUnsignedString(length)
                    + " bytes (expected: at most the " + (end - at) + " that are left)");
        }
        return (int) length;
    }

    /** Where the bytes are that are now read. */
    private int advance(int length) {
        if (length > end - at) {
            throw new IllegalArgumentException("the end in or after field " + field + " (expected: more)");
        }
        int from = at;
        at += length;
        return from;
    }

    private void require(WireType expected) {
        if (type != expected) {
            throw new IllegalArgumentException("field " + field + ": " + type + " (expected: " + expected + ")");
        }
    }
}
