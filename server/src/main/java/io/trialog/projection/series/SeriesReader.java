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
        TrialKey owner = new TrialKey(experiment, trial);
        pages(
                StoreKeys.ends(owner),
                StoreKeys.parts(owner),
                entry -> found.add(new SeriesInfo(StoreKeys.series(entry.key()), StoredSeries.size(entry.value()))));
        return found;
    }

    /**
     * Where in the log reports of a trial are, in order.
     *
     * @param after only those behind this position
     * @param limit how many at most, 1 or more
     */
    public List<Long> reports(long experiment, long trial, long after, int limit) {
        TrialKey owner = new TrialKey(experiment, trial);
        // of the first run one report is wanted at least, of all others but the open one each
        int runs = limit / PositionRun.MOST + 2;
        return store.range(StoreKeys.reports(owner, after + 1), StoreKeys.ends(owner), runs).stream()
                .flatMap(entry -> PositionRun.positions(entry.value()).stream())
                .filter(position -> position > after)
                .limit(limit)
                .toList();
    }

    /** How many reports of a trial there were when the log ended at a position. */
    public long reportsAsOf(long experiment, long trial, long position) {
        long count = 0;
        long after = 0;
        while (true) {
            List<Long> page = reports(experiment, trial, after, PAGE);
            count += page.stream().filter(report -> report <= position).count();
            if (page.size() < PAGE || page.get(PAGE - 1) > position) {
                return count;
            }
            after = page.get(PAGE - 1);
        }
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
        if (end.lastPosition() <= position) {
            return end.size();
        }
        long size = 0;
        for (int level = Levels.within(end.size()); level > 0; level--) {
            long unit = Levels.unit(level);
            long first = size / unit;
            for (Stretch stretch : stretches(key, level, first, Math.min(first + Levels.FANOUT, end.size() / unit))) {
                if (stretch.last().position() > position) {
                    break;
                }
                size += unit;
            }
        }
        long next = Math.min(size + Levels.RUN, end.size());
        return size
                + points(key, end, size, next).stream()
                        .takeWhile(point -> point.position() <= position)
                        .count();
    }

    /**
     * All points of a part of a series.
     *
     * @param from index of the first
     * @param to index behind the last; may be behind the end
     */
    public List<SeriesPoint> points(SeriesKey key, long from, long to) {
        OpenSeries end = end(key);
        return end == null ? List.of() : points(key, end, from, Math.min(to, end.size()));
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
        if (end == null) {
            return List.of();
        }
        long behind = Math.min(to, end.size());
        if (behind - from <= most) {
            return points(key, end, from, behind);
        }
        // one stretch may begin before the part, and one end behind it: they are cut to what is within
        int wanted = (most - 2) / (end.oddities() == 0 ? 2 : 3) - 1;
        long length = ceilDiv(behind - from, wanted);
        int level = Levels.within(length);
        length = ceilDiv(length, Levels.unit(level)) * Levels.unit(level);
        Sample sample = new Sample(length);
        cover(key, end, level, from, behind, sample);
        return sample.chosen();
    }

    /** Gives the fewest stretches of up to a level that make up a part, in order. */
    private void cover(SeriesKey key, OpenSeries end, int level, long from, long to, Sample sample) {
        if (level == 0) {
            points(key, end, from, to).forEach(sample::add);
            return;
        }
        long unit = Levels.unit(level);
        long first = ceilDiv(from, unit);
        long behind = Math.floorDiv(to, unit);
        if (first >= behind) {
            cover(key, end, level - 1, from, to, sample);
            return;
        }
        cover(key, end, level - 1, from, first * unit, sample);
        stretches(key, level, first, behind).forEach(sample::add);
        cover(key, end, level - 1, behind * unit, to, sample);
    }

    /** Points up to the end or before. */
    private List<SeriesPoint> points(SeriesKey key, OpenSeries end, long from, long to) {
        if (from >= to) {
            return List.of();
        }
        List<SeriesPoint> points = new ArrayList<>();
        long[] first = {from - from % Levels.RUN};
        read(key, 0, from / Levels.RUN, Math.min(ceilDiv(to, Levels.RUN), end.runs()), run -> {
            points.addAll(PointRun.points(first[0], run));
            first[0] += Levels.RUN;
        });
        if (to > end.runs() * Levels.RUN) {
            points.addAll(end.tailPoints());
        }
        int skipped = Math.toIntExact(from - points.get(0).index());
        return points.subList(skipped, skipped + Math.toIntExact(to - from));
    }

    /** Whole stretches of level 1 or more. */
    private List<Stretch> stretches(SeriesKey key, int level, long from, long to) {
        List<Stretch> stretches = new ArrayList<>();
        read(key, level, from, to, value -> stretches.add(StoredSeries.stretch(value)));
        return stretches;
    }

    private void read(SeriesKey key, int level, long from, long to, Consumer<byte[]> values) {
        if (from >= to) {
            return;
        }
        long[] left = {to - from};
        pages(StoreKeys.part(key, level, from), StoreKeys.part(key, level, to), entry -> {
            values.accept(entry.value());
            left[0]--;
        });
        if (left[0] != 0) {
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
    private static final class Sample {

        private final long length;
        private final TreeMap<Long, SeriesPoint> chosen = new TreeMap<>();
        private StretchBuilder gathered = new StretchBuilder();
        private long number = -1;

        Sample(long length) {
            this.length = length;
        }

        void add(SeriesPoint point) {
            begin(point);
            gathered.add(point);
        }

        void add(Stretch piece) {
            begin(piece.first());
            gathered.add(piece);
        }

        private void begin(SeriesPoint first) {
            long next = first.index() / length;
            if (next != number) {
                choose();
                gathered = new StretchBuilder();
                number = next;
            }
            if (chosen.isEmpty()) {
                chosen.put(first.index(), first);
            }
        }

        private void choose() {
            if (!gathered.isEmpty()) {
                gathered.build().extremes(chosen);
            }
        }

        /** What was chosen, and the last of all. */
        List<SeriesPoint> chosen() {
            if (!gathered.isEmpty()) {
                choose();
                SeriesPoint last = gathered.build().last();
                chosen.put(last.index(), last);
            }
            return List.copyOf(chosen.values());
        }
    }
}
