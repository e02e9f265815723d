package io.trialog.projection.series;

import io.trialog.port.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * What a store has come to, written with every batch.
 *
 * @param format how everything in the store is to be read
 * @param position the last event that it knows
 * @param eventChecksum of that event, as {@link EventLog#checksum} gives it: a log in which that is another event, or is lost, is not
 *     the one that the store was made from
 */
record StoreMark(int format, long position, long eventChecksum) {

    /** Raise it whenever keys or values change, or what they mean: stores of other formats are made again. */
    static final int FORMAT = 2;

    static StoreMark of(EventLog log, long position) {
        return new StoreMark(FORMAT, position, log.checksum(position).orElseThrow());
    }

    byte[] bytes() {
        return new ByteSink()
                .putWhole(format)
                .putWhole(position)
                .putWhole(eventChecksum)
                .toArray();
    }

    static @Nullable StoreMark stored(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteSource source = new ByteSource(bytes);
        return new StoreMark(Math.toIntExact(source.getWhole()), source.getWhole(), source.getWhole());
    }

    /** Whether the store can be read, and was made from this log. */
    boolean isOf(EventLog log) {
        var checksum = log.checksum(position);
        return format == FORMAT && checksum.isPresent() && checksum.getAsLong() == eventChecksum;
    }
}
