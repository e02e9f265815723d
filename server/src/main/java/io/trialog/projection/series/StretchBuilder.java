package io.trialog.projection.series;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts neighbouring points and stretches together, in order. Not thread-safe. */
final class StretchBuilder {

    private long count;
    private @Nullable SeriesPoint first;
    private @Nullable SeriesPoint last;
    private @Nullable SeriesPoint min;
    private @Nullable SeriesPoint max;
    private @Nullable SeriesPoint odd;

    StretchBuilder add(SeriesPoint point) {
        append(1, point, point);
        if (point.isFinite()) {
            extend(point, point);
        } else if (odd == null) {
            odd = point;
        }
        return this;
    }

    StretchBuilder add(Stretch stretch) {
        append(stretch.count(), stretch.first(), stretch.last());
        if (stretch.min() != null && stretch.max() != null) {
            extend(stretch.min(), stretch.max());
        }
        if (odd == null) {
            odd = stretch.odd();
        }
        return this;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** What was put together; one point at least. */
    Stretch build() {
        return new Stretch(count, Objects.requireNonNull(first), Objects.requireNonNull(last), min, max, odd);
    }

    private void append(long more, SeriesPoint begin, SeriesPoint end) {
        count += more;
        if (first == null) {
            first = begin;
        }
        last = end;
    }

    private void extend(SeriesPoint least, SeriesPoint greatest) {
        SeriesPoint before = min;
        if (before == null || least.value() < before.value()) {
            min = least;
        }
        before = max;
        if (before == null || greatest.value() > before.value()) {
            max = greatest;
        }
    }
}
