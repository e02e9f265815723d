package io.trialog.adapter.json;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where {@link EventCodec} puts the bytes of an event: an array that grows and serves one event after the other. Writes
 * fields as protobuf does. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf's wire format</a>
 */
public final class EventBytes extends OutputStream {

    private static final int USUAL_SIZE = 512;
    /** What an exceptionally large event needed is given back. */
    private static final int MAX_KEPT_SIZE = 64 * 1024;

    private static final int MAX_VARINT_SIZE = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[USUAL_SIZE];
    private int size;

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** A copy of them. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Puts them into a buffer that has room for them. */
    public void copyTo(ByteBuffer buffer) {
        buffer.put(bytes, 0, size);
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void clear() {
        size = 0;
        if (bytes.length > MAX_KEPT_SIZE) {
            bytes = new byte[USUAL_SIZE];
        }
    }

    void writeVarint(long value) {
        reserve(MAX_VARINT_SIZE);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void writeVarint(int field, long value) {
        writeVarint(WireType.VARINT.key(field));
        writeVarint(value);
    }

    void writeText(int field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(WireType.LENGTH.key(field));
        writeVarint(utf8.length);
        write(utf8, 0, utf8.length);
    }

    void writeDouble(int field, double value) {
        writeVarint(WireType.FIXED_64.key(field));
        reserve(Long.BYTES);
        LONG.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Long.BYTES;
    }

    /** Begins a message within this one; what {@link #endMessage} needs. */
    int beginMessage(int field) {
        writeVarint(WireType.LENGTH.key(field));
        write(0);
        return size;
    }

    /** Ends it, once its length is known. */
    void endMessage(int begin) {
        int length = size - begin;
        if (length < 0x80) {
            bytes[begin - 1] = (byte) length;
        } else {
            byte[] message = Arrays.copyOfRange(bytes, begin, size);
            size = begin - 1;
            writeVarint(length);
            write(message, 0, length);
        }
    }

    private void reserve(int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, needed));
        }
    }
}
