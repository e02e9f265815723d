package io.trialog.projection.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;

/**
 * The keys of the store; numbers highest byte first, so that what belongs together lies together:
 *
 * <pre>
 * 0                                                                            what the store is of: {@link StoreMark}
 * 1 experiment id                                                              position of the experiment's creation
 * 2 creation 1 trial position                                                  there is a report of the trial at the position
 * 2 creation 2 trial attempt kind metric                                       the end of a series: {@link OpenSeries}
 * 2 creation 3 trial attempt kind length-of-metric metric level index          a point (level 0) or stretch
 * </pre>
 */
final class StoreKeys {

    static final byte[] MARK = {0};

    private static final int EXPERIMENT = 1;
    private static final int CONTENT = 2;
    private static final int REPORT = 1;
    private static final int END = 2;
    private static final int PART = 3;
    private static final int PREFIX = 1 + Long.BYTES + 1;

    private StoreKeys() {}

    static byte[] experiment(ExperimentId id) {
        return new ByteSink().put(EXPERIMENT).put(id.value().getBytes(UTF_8)).toArray();
    }

    /** Before everything of an experiment; behind everything of the one created before it. */
    static byte[] content(long experiment) {
        return new ByteSink().put(CONTENT).putLong(experiment).toArray();
    }

    static byte[] report(long experiment, long trial, long position) {
        return section(experiment, REPORT).putLong(trial).putLong(position).toArray();
    }

    /** The position in a key that {@link #report} made. */
    static long reportPosition(byte[] key) {
        ByteSource source = new ByteSource(key);
        source.skip(PREFIX + Long.BYTES);
        return source.getLong();
    }

    /** Before the ends of all series of a trial; behind those of the trial before it. */
    static byte[] ends(long experiment, long trial) {
        return section(experiment, END).putLong(trial).toArray();
    }

    static byte[] end(SeriesKey series) {
        return section(series.experiment(), END)
                .putLong(series.trial())
                .putInt(series.attempt())
                .put(stored(series.kind()))
                .put(series.metric().getBytes(UTF_8))
                .toArray();
    }

    /** The series in a key that {@link #end} made. */
    static SeriesKey series(byte[] key) {
        ByteSource source = new ByteSource(key);
        source.skip(1);
        long experiment = source.getLong();
        source.skip(1);
        return new SeriesKey(experiment, source.getLong(), source.getInt(), kind(source.get()), source.text());
    }

    static byte[] part(SeriesKey series, int level, long index) {
        byte[] metric = series.metric().getBytes(UTF_8);
        return section(series.experiment(), PART)
                .putLong(series.trial())
                .putInt(series.attempt())
                .put(stored(series.kind()))
                .putInt(metric.length)
                .put(metric)
                .put(level)
                .putLong(index)
                .toArray();
    }

    private static int stored(MetricKind kind) {
        return kind == MetricKind.INTERMEDIATE ? 0 : 1;
    }

    private static MetricKind kind(int stored) {
        return stored == 0 ? MetricKind.INTERMEDIATE : MetricKind.FINAL;
    }

    private static ByteSink section(long experiment, int section) {
        return new ByteSink().put(CONTENT).putLong(experiment).put(section);
    }
}
