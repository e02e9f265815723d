package io.trialog.projection.series;

import io.trialog.port.SortedStore;
import io.trialog.port.SortedStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads series. Points are only ever added, so what was true of the first {@code n} points of a series stays true. Any thread.
 *
 * <p>Whatever fails throws {@link io.trialog.port.SortedStoreException}.
 */
public final class SeriesReader {

    /** The fewest points that {@link #sample} can choose. */
    public static final int MIN_SAMPLE = 12;

    private static final int PAGE = 1024;

    private final SortedStore store;

    SeriesReader(SortedStore store) {
        this.store = store;
    }

    /** The series of a trial: by attempt, then kind, then name. */
    public List<SeriesInfo> series(long experiment, long trial) {
        List<SeriesInfo> found = new ArrayList<>();
        pages(
                StoreKeys.ends(experiment, trial),
                StoreKeys.ends(experiment, trial + 1),
                entry -> found.add(new SeriesInfo(
                        StoreKeys.series(entry.key()),
                        StoredSeries.series(entry.value()).size())));
        return found;
    }

    /**
     * Where in the log reports of a trial are, in order.
     *
     * @param after only those behind this position
     * @param limit how many at most, 1 or more
     */
    public List<Long> reports(long experiment, long trial, long after, int limit) {
        return store
                .range(
                        StoreKeys.report(experiment, trial, after + 1),
                        StoreKeys.report(experiment, trial + 1, 0),
                        limit)
                .stream()
                .map(entry -> StoreKeys.reportPosition(entry.key()))
                .toList();
    }

    /** How many points a series has; 0 when there is none. */
    public long size(SeriesKey key) {
        OpenSeries end = end(key);
        return end == null ? 0 : end.size();
    }

    /** How many points a series had when the log ended at a position. Takes a few reads for each level. */
    public long sizeAsOf(SeriesKey key, long position) {
        OpenSeries end = end(key);
        if (end == null) {
            return 0;
        }
        long size = 0;
        int level = end.lastPosition() <= position ? -1 : Levels.within(end.size());
        if (level < 0) {
            return end.size();
        }
        for (; level >= 0; level--) {
            long unit = Levels.unit(level);
            long first = size / unit;
            for (Stretch stretch : stretches(key, level, first, Math.min(first + Levels.FANOUT, end.size() / unit))) {
                if (stretch.last().position() > position) {
                    break;
                }
                size += unit;
            }
        }
        return size;
    }

    /**
     * All points of a part of a series.
     *
     * @param from index of the first
     * @param to index behind the last; may be behind the end
     */
    public List<SeriesPoint> points(SeriesKey key, long from, long to) {
        List<SeriesPoint> points = new ArrayList<>();
        read(key, 0, from, Math.min(to, size(key)), (index, value) -> points.add(StoredSeries.point(index, value)));
        return points;
    }

    /**
     * Points that stand for a part of a series: all, if they are no more than wanted. Otherwise the part is cut into
     * stretches of equal length, and of each the points with its least and its greatest finite value are chosen, and the first
     * that is not finite; and the first and the last of all. So whoever draws the chosen points sees every extreme. The number of
     * reads depends on {@code most} alone, not on the length.
     *
     * @param from index of the first
     * @param to index behind the last; may be behind the end
     * @param most how many points at most, {@link #MIN_SAMPLE} or more
     * @return in order
     */
    public List<SeriesPoint> sample(SeriesKey key, long from, long to, int most) {
        if (most < MIN_SAMPLE) {
            throw new IllegalArgumentException("most: " + most + " (expected: >= " + MIN_SAMPLE + ")");
        }
        OpenSeries end = end(key);
        long behind = end == null ? 0 : Math.min(to, end.size());
        if (end == null || behind - from <= most) {
            return points(key, from, behind);
        }
        // one stretch may begin before the part, and one end behind it: they are cut to what is within
        int wanted = (most - 2) / (end.oddities() == 0 ? 2 : 3) - 1;
        long length = ceilDiv(behind - from, wanted);
        int level = Levels.within(length);
        length = ceilDiv(length, Levels.unit(level)) * Levels.unit(level);
        Sample sample = new Sample(length);
        cover(key, level, from, behind, sample);
        return sample.chosen();
    }

    /** Gives the fewest stretches of up to a level that make up a part, in order. */
    private void cover(SeriesKey key, int level, long from, long to, Consumer<Stretch> pieces) {
        long unit = Levels.unit(level);
        long first = ceilDiv(from, unit);
        long behind = Math.floorDiv(to, unit);
        if (first >= behind) {
            if (from < to) {
                cover(key, level - 1, from, to, pieces);
            }
            return;
        }
        if (from < first * unit) {
            cover(key, level - 1, from, first * unit, pieces);
        }
        stretches(key, level, first, behind).forEach(pieces);
        if (behind * unit < to) {
            cover(key, level - 1, behind * unit, to, pieces);
        }
    }

    private List<Stretch> stretches(SeriesKey key, int level, long from, long to) {
        List<Stretch> stretches = new ArrayList<>();
        read(
                key,
                level,
                from,
                to,
                (index, value) -> stretches.add(
                        level == 0 ? Stretch.of(StoredSeries.point(index, value)) : StoredSeries.stretch(value)));
        return stretches;
    }

    private interface Part {
        void read(long index, byte[] value);
    }

    private void read(SeriesKey key, int level, long from, long to, Part part) {
        if (from >= to) {
            return;
        }
        long[] index = {from};
        pages(
                StoreKeys.part(key, level, from),
                StoreKeys.part(key, level, to),
                entry -> part.read(index[0]++, entry.value()));
        if (index[0] != to) {
            throw new SeriesGoneException(key);
        }
    }

    private void pages(byte[] from, byte[] to, Consumer<Entry> visitor) {
        byte[] next = from;
        while (true) {
            List<Entry> page = store.range(next, to, PAGE);
            page.forEach(visitor);
            if (page.size() < PAGE) {
                return;
            }
            next = new ByteSink().put(page.get(PAGE - 1).key()).put(0).toArray();
        }
    }

    private static long ceilDiv(long number, long by) {
        return -Math.floorDiv(-number, by);
    }

    private @Nullable OpenSeries end(SeriesKey key) {
        byte[] stored = store.get(StoreKeys.end(key));
        return stored == null ? null : StoredSeries.series(stored);
    }

    /** Gathers pieces into stretches of one length, and chooses from them. */
    private static final class Sample implements Consumer<Stretch> {

        private final long length;
        private final TreeMap<Long, SeriesPoint> chosen = new TreeMap<>();
        private @Nullable Stretch gathered;

        Sample(long length) {
            this.length = length;
        }

        @Override
        public void accept(Stretch piece) {
            Stretch before = gathered;
            if (before == null) {
                chosen.put(piece.first().index(), piece.first());
            }
            if (before != null
                    && before.first().index() / length == piece.first().index() / length) {
                gathered = before.plus(piece);
            } else {
                choose(before);
                gathered = piece;
            }
        }

        List<SeriesPoint> chosen() {
            choose(gathered);
            if (gathered != null) {
                chosen.put(gathered.last().index(), gathered.last());
            }
            return List.copyOf(chosen.values());
        }

        private void choose(@Nullable Stretch stretch) {
            if (stretch != null) {
                stretch.extremes(chosen);
            }
        }
    }
}
