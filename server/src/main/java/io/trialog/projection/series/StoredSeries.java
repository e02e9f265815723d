package io.trialog.projection.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stretches and the ends of series as bytes. Points of a stretch are told by their distance from its first. */
final class StoredSeries {

    private static final int NONE = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int OWN = 3;
    private static final SeriesPoint ORIGIN = new SeriesPoint(0, 0, 0, Instant.EPOCH, 0);

    private StoredSeries() {}

    static byte[] bytes(Stretch stretch) {
        ByteSink sink = new ByteSink();
        put(sink, stretch);
        return sink.toArray();
    }

    static Stretch stretch(byte[] stored) {
        return stretch(new ByteSource(stored));
    }

    static byte[] bytes(OpenSeries series) {
        ByteSink sink = new ByteSink();
        sink.putWhole(series.size())
                .putWhole(series.oddities())
                .putWhole(series.lastPosition())
                .putWhole(series.begun().size());
        for (Stretch stretch : series.begun()) {
            sink.put(stretch == null ? NONE : OWN);
            if (stretch != null) {
                put(sink, stretch);
            }
        }
        return sink.put(series.tail().toArray()).toArray();
    }

    /** How many points there are of the series whose end is stored. */
    static long size(byte[] stored) {
        return new ByteSource(stored).getWhole();
    }

    static OpenSeries series(byte[] stored) {
        ByteSource source = new ByteSource(stored);
        long size = source.getWhole();
        long oddities = source.getWhole();
        long lastPosition = source.getWhole();
        List<@Nullable Stretch> begun = new ArrayList<>();
        for (long left = source.getWhole(); left > 0; left--) {
            begun.add(source.get() == NONE ? null : stretch(source));
        }
        return new OpenSeries(size, oddities, lastPosition, begun, PointRun.of(source.rest()));
    }

    private static void put(ByteSink sink, Stretch stretch) {
        sink.putWhole(stretch.count());
        put(sink, stretch.first(), ORIGIN);
        if (stretch.count() > 1) {
            put(sink, stretch.last(), stretch.first());
        }
        putOther(sink, stretch.min(), stretch);
        putOther(sink, stretch.max(), stretch);
        putOther(sink, stretch.odd(), stretch);
    }

    private static Stretch stretch(ByteSource source) {
        long count = source.getWhole();
        SeriesPoint first = point(source, ORIGIN);
        SeriesPoint last = count > 1 ? point(source, first) : first;
        return new Stretch(
                count, first, last, other(source, first, last), other(source, first, last), other(source, first, last));
    }

    private static void putOther(ByteSink sink, @Nullable SeriesPoint point, Stretch stretch) {
        if (point == null) {
            sink.put(NONE);
        } else if (point.index() == stretch.first().index()) {
            sink.put(FIRST);
        } else if (point.index() == stretch.last().index()) {
            sink.put(LAST);
        } else {
            sink.put(OWN);
            put(sink, point, stretch.first());
        }
    }

    private static @Nullable SeriesPoint other(ByteSource source, SeriesPoint first, SeriesPoint last) {
        return switch (source.get()) {
            case NONE -> null;
            case FIRST -> first;
            case LAST -> last;
            default -> point(source, first);
        };
    }

    private static void put(ByteSink sink, SeriesPoint point, SeriesPoint base) {
        Instant at = point.at();
        sink.putNear(point.index() - base.index())
                .putNear(point.position() - base.position())
                .putNear(point.sequence() - base.sequence())
                .putNear(at.getEpochSecond() - base.at().getEpochSecond())
                .putWhole(at.getNano())
                .putLong(Double.doubleToRawLongBits(point.value()));
    }

    private static SeriesPoint point(ByteSource source, SeriesPoint base) {
        return new SeriesPoint(
                base.index() + source.getNear(),
                base.position() + source.getNear(),
                base.sequence() + source.getNear(),
                Instant.ofEpochSecond(base.at().getEpochSecond() + source.getNear(), source.getWhole()),
                Double.longBitsToDouble(source.getLong()));
    }
}
