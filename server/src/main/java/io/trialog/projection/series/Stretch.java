package io.trialog.projection.series;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of neighbouring points of a series when there is no room for all. Whatever stretches are put together, and in whichever
 * steps, the outcome is the same.
 *
 * @param count how many they are, 1 or more
 * @param first the first
 * @param last the last
 * @param min the first of those with the least finite value; null when no value is finite
 * @param max the first of those with the greatest finite value; null when no value is finite
 * @param odd the first whose value is not finite; null when all are
 */
record Stretch(
        long count,
        SeriesPoint first,
        SeriesPoint last,
        @Nullable SeriesPoint min,
        @Nullable SeriesPoint max,
        @Nullable SeriesPoint odd) {

    /** All of these, one at least. */
    static Stretch of(List<SeriesPoint> points) {
        StretchBuilder builder = new StretchBuilder();
        points.forEach(builder::add);
        return builder.build();
    }

    /** Together with what follows. */
    Stretch plus(Stretch next) {
        return new StretchBuilder().add(this).add(next).build();
    }

    /** Adds the points that a chart needs of it, each once: up to three. */
    void extremes(TreeMap<Long, SeriesPoint> chosen) {
        for (SeriesPoint point : new @Nullable SeriesPoint[] {min, max, odd}) {
            if (point != null) {
                chosen.put(point.index(), point);
            }
        }
    }
}
