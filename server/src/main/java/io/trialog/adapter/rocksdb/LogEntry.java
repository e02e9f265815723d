package io.trialog.adapter.rocksdb;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.UnreadableEventException;
import io.trialog.event.RecordedEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.rocksdb.RocksIterator;

/**
 * What the log has under one key: a stored event, or several that were appended together. The key is the position of the
 * last of them, so that the first entry at or behind a position has the event there, and the last key is the end of the log.
 *
 * <p>Several events are the format byte {@value #SEVERAL}, and for each its length (2 bytes, unsigned, big-endian) and its
 * bytes as they would stand alone, format byte included.
 *
 * <p>An instance serves one entry after the other. Not thread-safe.
 */
final class LogEntry {

    /** A format byte next to those of {@link EventCodec}. */
    static final byte SEVERAL = 0x03;

    static final int LENGTH_BYTES = Short.BYTES;

    /** Several events take no more than this. */
    static final int MAX_BYTES = 8 * 1024;

    private static final int USUAL_EVENTS = 128;

    private final ByteBuffer key = ByteBuffer.allocate(Long.BYTES);
    private ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    private int length;
    private int[] ends = new int[USUAL_EVENTS];
    private int count;
    private boolean holdsSeveral;
    private long last;

    /**
     * Takes over what an iterator is at.
     *
     * @throws UnreadableEventException when it is damaged; names its last event
     */
    void load(RocksIterator iterator) {
        length = iterator.value(bytes.array(), 0, bytes.capacity());
        if (length > bytes.capacity()) {
            bytes = ByteBuffer.allocate(length);
            iterator.value(bytes.array(), 0, length);
        }
        last = iterator.key(key.array(), 0, Long.BYTES) == Long.BYTES ? key.getLong(0) : 0;
        count = 0;
        holdsSeveral = length > 0 && bytes.get(0) == SEVERAL;
        if (holdsSeveral) {
            separate();
        } else {
            add(length);
        }
    }

    /** The position of its first event, in an undamaged log 1 or more. */
    long first() {
        return last - count + 1;
    }

    /** The position of its last event. */
    long last() {
        return last;
    }

    /** Whether it has the event at a position. */
    boolean has(long position) {
        return first() <= position && position <= last;
    }

    /**
     * One of its events.
     *
     * @throws UnreadableEventException when it is damaged, or of a format, type or version that this server does not know
     */
    RecordedEvent event(long position, EventCodec codec) {
        int index = index(position);
        return codec.decode(position, bytes.array(), begin(index), ends[index]);
    }

    /** CRC-32C of the bytes of one of its events, as an unsigned number; the same whether it stands alone or not. */
    long checksum(long position) {
        int index = index(position);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), begin(index), ends[index] - begin(index));
        return crc.getValue();
    }

    private void separate() {
        int end = 1;
        while (end + LENGTH_BYTES <= length) {
            end += LENGTH_BYTES + Short.toUnsignedInt(bytes.getShort(end));
            add(end);
        }
        if (end != length) {
            count = 0;
            throw new UnreadableEventException("event " + last + ": " + length + " bytes of several events (expected: "
                    + end + "); it is damaged");
        }
    }

    private void add(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
    }

    private int index(long position) {
        return (int) (position - first());
    }

    private int begin(int index) {
        if (!holdsSeveral) {
            return 0;
        }
        return LENGTH_BYTES + (index == 0 ? 1 : ends[index - 1]);
    }
}
