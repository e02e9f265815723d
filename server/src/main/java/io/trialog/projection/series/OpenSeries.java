package io.trialog.projection.series;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a series, where points are added: how many there are, and the stretches that are not whole yet. Not thread-safe. */
final class OpenSeries {

    /** Is told of stretches when they are whole. */
    interface Whole {
        void add(int level, long index, Stretch stretch);
    }

    private long size;
    private long oddities;
    private long lastPosition;
    /** At L: what is there of the next stretch of level L + 1, up to the last whole stretch of level L. */
    private final List<@Nullable Stretch> begun;

    OpenSeries() {
        this(0, 0, 0, List.of());
    }

    OpenSeries(long size, long oddities, long lastPosition, List<@Nullable Stretch> begun) {
        this.size = size;
        this.oddities = oddities;
        this.lastPosition = lastPosition;
        this.begun = new ArrayList<>(begun);
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

    /** Adds the point of index {@link #size}. */
    void add(SeriesPoint point, Whole whole) {
        size++;
        oddities += point.isFinite() ? 0 : 1;
        lastPosition = point.position();
        Stretch next = Stretch.of(point);
        for (int level = 0; ; level++) {
            if (level == begun.size()) {
                begun.add(null);
            }
            Stretch before = begun.get(level);
            Stretch grown = before == null ? next : before.plus(next);
            long unit = Levels.unit(level + 1);
            if (size % unit != 0) {
                begun.set(level, grown);
                return;
            }
            begun.set(level, null);
            whole.add(level + 1, size / unit - 1, grown);
            next = grown;
        }
    }
}
