package io.trialog.projection.series;

import java.util.ArrayList;
import java.util.List;

/** Positions in the log that rise, packed: each is told by its distance from the one before. Not thread-safe. */
final class PositionRun {

    /** How many are stored together. */
    static final int MOST = 128;

    private final ByteSink packed = new ByteSink();
    private int count;
    private long last;

    /** Continues a run that {@link #toArray} gave. */
    static PositionRun of(byte[] packed) {
        PositionRun run = new PositionRun();
        positions(packed).forEach(run::add);
        return run;
    }

    void add(long position) {
        packed.putWhole(position - last);
        last = position;
        count++;
    }

    boolean isFull() {
        return count == MOST;
    }

    byte[] toArray() {
        return packed.toArray();
    }

    /** Begins the next run. */
    void clear() {
        packed.clear();
        count = 0;
        last = 0;
    }

    /** The positions of a run that {@link #toArray} gave. */
    static List<Long> positions(byte[] packed) {
        List<Long> positions = new ArrayList<>(MOST);
        ByteSource source = new ByteSource(packed);
        long position = 0;
        while (source.hasMore()) {
            position += source.getWhole();
            positions.add(position);
        }
        return positions;
    }
}
