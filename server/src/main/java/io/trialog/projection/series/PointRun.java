package io.trialog.projection.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to {@value Levels#RUN} points of a series that follow each other, packed: each is told by its distance from the one before, the
 * value by its eight bytes. Takes about 15 bytes for a point. Not thread-safe.
 */
final class PointRun {

    private static final SeriesPoint ORIGIN = new SeriesPoint(-1, 0, 0, Instant.EPOCH, 0);
    private static final long NANOS = 1_000_000_000;

    /** Distances up to this many seconds, 136 years, fit into a long as nanoseconds. */
    private static final long NEAR_SECONDS = 1L << 32;

    /** Instead of a distance: the time itself follows. */
    private static final long FAR = Long.MIN_VALUE;

    private final ByteSink packed = new ByteSink();
    private SeriesPoint last = ORIGIN;

    /** Continues a run that {@link #toArray} gave. */
    static PointRun of(byte[] packed) {
        PointRun run = new PointRun();
        run.packed.put(packed);
        List<SeriesPoint> points = points(0, packed);
        if (!points.isEmpty()) {
            run.last = points.get(points.size() - 1);
        }
        return run;
    }

    void add(SeriesPoint point) {
        packed.putWhole(point.position() - last.position()).putNear(point.sequence() - last.sequence());
        Instant at = point.at();
        Instant before = last.at();
        long seconds = at.getEpochSecond() - before.getEpochSecond();
        int nanos = at.getNano() - before.getNano();
        if (Math.abs(seconds) <= NEAR_SECONDS) {
            packed.putNear(seconds * NANOS + nanos);
        } else {
            packed.putNear(FAR).putNear(at.getEpochSecond()).putWhole(at.getNano());
        }
        packed.putLong(Double.doubleToRawLongBits(point.value()));
        last = point;
    }

    byte[] toArray() {
        return packed.toArray();
    }

    /** Begins the next run. */
    void clear() {
        packed.clear();
        last = ORIGIN;
    }

    /**
     * The points of a run.
     *
     * @param first the index of the first
     * @param packed what {@link #toArray} gave
     */
    static List<SeriesPoint> points(long first, byte[] packed) {
        List<SeriesPoint> points = new ArrayList<>(Levels.RUN);
        ByteSource source = new ByteSource(packed);
        SeriesPoint before = ORIGIN;
        for (long index = first; source.hasMore(); index++) {
            before = new SeriesPoint(
                    index,
                    before.position() + source.getWhole(),
                    before.sequence() + source.getNear(),
                    time(source, before.at()),
                    Double.longBitsToDouble(source.getLong()));
            points.add(before);
        }
        return points;
    }

    private static Instant time(ByteSource source, Instant before) {
        long distance = source.getNear();
        return distance == FAR
                ? Instant.ofEpochSecond(source.getNear(), source.getWhole())
                : Instant.ofEpochSecond(before.getEpochSecond(), before.getNano() + distance);
    }
}
