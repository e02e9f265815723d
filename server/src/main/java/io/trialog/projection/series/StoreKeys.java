package io.trialog.projection.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;

/**
 * The keys of the store; numbers highest byte first, so that what belongs together lies together, and what grows lies behind what does
 * not: a table that RocksDB writes has neighbours in few of the older ones, and few must be written again.
 *
 * <pre>
 * 1 creation trial 1 position                                                  {@link PositionRun}: where reports of the trial are; up to the
 *                                                                              position, or, at the greatest, those that make no whole run yet
 * 1 creation trial 2 attempt kind metric                                       the end of a series: {@link OpenSeries}
 * 1 creation trial 3 attempt kind length-of-metric metric level index          {@link PointRun} (level 0) or {@link Stretch}
 * 2 experiment id                                                              position of the experiment's creation
 * 3                                                                            what the store is of: {@link StoreMark}
 * </pre>
 */
final class StoreKeys {

    static final byte[] MARK = {3};

    /** Before all keys. */
    static final byte[] FIRST = {};

    private static final int CONTENT = 1;
    private static final int EXPERIMENT = 2;
    private static final int REPORTS = 1;
    private static final int END = 2;
    private static final int PART = 3;

    private StoreKeys() {}

    static byte[] experiment(ExperimentId id) {
        return new ByteSink().put(EXPERIMENT).put(id.value().getBytes(UTF_8)).toArray();
    }

    /** Before everything of an experiment; behind everything of the one created before it. */
    static byte[] content(long experiment) {
        return new ByteSink().put(CONTENT).putLong(experiment).toArray();
    }

    /** Of a whole run of reports, by the last of them. */
    static byte[] reports(TrialKey trial, long last) {
        return section(trial.experiment(), trial.trial(), REPORTS).putLong(last).toArray();
    }

    /** Of the reports that make no whole run yet; behind all others of the trial. */
    static byte[] openReports(TrialKey trial) {
        return reports(trial, Long.MAX_VALUE);
    }

    /** Before the ends of all series of a trial; behind its reports. */
    static byte[] ends(TrialKey trial) {
        return section(trial.experiment(), trial.trial(), END).toArray();
    }

    /** Before the parts of all series of a trial; behind the ends. */
    static byte[] parts(TrialKey trial) {
        return section(trial.experiment(), trial.trial(), PART).toArray();
    }

    static byte[] end(SeriesKey series) {
        return section(series.experiment(), series.trial(), END)
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
        long trial = source.getLong();
        source.skip(1);
        return new SeriesKey(experiment, trial, source.getInt(), kind(source.get()), source.text());
    }

    static byte[] part(SeriesKey series, int level, long index) {
        byte[] metric = series.metric().getBytes(UTF_8);
        return section(series.experiment(), series.trial(), PART)
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

    private static ByteSink section(long experiment, long trial, int section) {
        return new ByteSink().put(CONTENT).putLong(experiment).putLong(trial).put(section);
    }
}
