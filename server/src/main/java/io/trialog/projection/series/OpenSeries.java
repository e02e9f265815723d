package io.trialog.projection.series;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a series, where points are added: how many there are, and the run and the stretches that are not whole yet. Not thread-safe. */
final class OpenSeries {

    /** Is told of what is whole. */
    interface Whole {

        /** {@value Levels#RUN} points, packed by {@link PointRun}. */
        void run(long index, byte[] points);

        /** A stretch of level 1 or more. */
        void stretch(int level, long index, Stretch stretch);
    }

    private long size;
    private long oddities;
    private long lastPosition;
    /** At L: what is there of the next stretch of level L + 2, up to the last whole stretch of level L + 1. */
    private final List<@Nullable Stretch> begun;
    /** The points behind the last whole run. */
    private final PointRun tail;

    OpenSeries() {
        this(0, 0, 0, List.of(), new PointRun());
    }

    OpenSeries(long size, long oddities, long lastPosition, List<@Nullable Stretch> begun, PointRun tail) {
        this.size = size;
        this.oddities = oddities;
        this.lastPosition = lastPosition;
        this.begun = new ArrayList<>(begun);
        this.tail = tail;
    }

    /** How many points there are. */
    long size() {
        return size;
    }

    /** How many of them have a value that is not finite. */
    long oddities() {
        return oddities;
    }

    /** The position of the last point, 0 when there is none. */
    long lastPosition() {
        return lastPosition;
    }

    List<@Nullable Stretch> begun() {
        return begun;
    }

    PointRun tail() {
        return tail;
    }

    /** How many runs are whole. */
    long runs() {
        return size / Levels.RUN;
    }

    /** The points behind the last whole run. */
    List<SeriesPoint> tailPoints() {
        return PointRun.points(runs() * Levels.RUN, tail.toArray());
    }

    /** Adds the point of index {@link #size}. */
    void add(SeriesPoint point, Whole whole) {
        tail.add(point);
        oddities += point.isFinite() ? 0 : 1;
        lastPosition = point.position();
        size++;
        if (size % Levels.RUN == 0) {
            byte[] points = tail.toArray();
            tail.clear();
            whole.run(runs() - 1, points);
            add(Stretch.of(PointRun.points(size - Levels.RUN, points)), whole);
        }
    }

    /** Adds a stretch of level 1, and those of higher levels that are whole with it. */
    private void add(Stretch first, Whole whole) {
        Stretch next = first;
        for (int level = 1; ; level++) {
            whole.stretch(level, size / Levels.unit(level) - 1, next);
            if (level > begun.size()) {
                begun.add(null);
            }
            Stretch before = begun.get(level - 1);
            Stretch grown = before == null ? next : before.plus(next);
            if (size % Levels.unit(level + 1) != 0) {
                begun.set(level - 1, grown);
                return;
            }
            begun.set(level - 1, null);
            next = grown;
        }
    }
}
