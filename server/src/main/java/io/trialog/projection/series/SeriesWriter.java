package io.trialog.projection.series;

import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStore.Change;
import io.trialog.port.SortedStore.DeleteRange;
import io.trialog.port.SortedStore.Put;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns events into what is stored, batch by batch. What is stored does not depend on where batches end. Not thread-safe. */
final class SeriesWriter {

    /** How many points may wait: a megabyte. */
    private static final int MOST_POINTS = 65_536;

    /** How many changes of the store may wait, most of them ends of series: less than a kilobyte each on average. */
    private static final int MOST_CHANGES = 32_768;

    private final SortedStore store;
    private final Map<ExperimentId, Long> creations = new HashMap<>();
    private final GrowingEnds<SeriesKey, OpenSeries> series;
    private final GrowingEnds<TrialKey, PositionRun> reports;
    private List<Change> batch = new ArrayList<>();
    private int points;

    SeriesWriter(SortedStore store) {
        this.store = store;
        series = new GrowingEnds<>(this::storedSeries);
        reports = new GrowingEnds<>(this::storedReports);
    }

    /** Whether an event changes anything in the store. */
    static boolean concerns(RecordedEvent recorded) {
        return recorded.event() instanceof MetricReported
                || recorded.event() instanceof ExperimentCreated
                || recorded.event() instanceof ExperimentDeleted;
    }

    /** Whether so much waits that it is time for {@link #commit}. */
    boolean isFull() {
        return points >= MOST_POINTS || batch.size() + series.size() + reports.size() >= MOST_CHANGES;
    }

    /** Takes in the next event. */
    void take(RecordedEvent recorded) {
        if (recorded.event() instanceof MetricReported report) {
            Long experiment = creation(report.experiment());
            if (experiment != null) {
                add(report, experiment, recorded);
            }
        } else if (recorded.event() instanceof ExperimentCreated created) {
            creations.put(created.experiment(), recorded.position());
            batch.add(new Put(
                    StoreKeys.experiment(created.experiment()),
                    new ByteSink().putWhole(recorded.position()).toArray()));
        } else if (recorded.event() instanceof ExperimentDeleted deleted) {
            delete(deleted.experiment());
        }
    }

    /** Writes what was taken in, and how far that goes. */
    void commit(StoreMark mark) {
        series.write((key, end) -> batch.add(new Put(StoreKeys.end(key), StoredSeries.bytes(end))));
        reports.write((trial, run) -> batch.add(new Put(StoreKeys.openReports(trial), run.toArray())));
        batch.add(new Put(StoreKeys.MARK, mark.bytes()));
        store.write(batch);
        batch = new ArrayList<>();
        points = 0;
    }

    private void add(MetricReported report, long experiment, RecordedEvent recorded) {
        long position = recorded.position();
        TrialKey trial = new TrialKey(experiment, report.number());
        PositionRun run = reports.of(trial);
        run.add(position);
        if (run.isFull()) {
            batch.add(new Put(StoreKeys.reports(trial, position), run.toArray()));
            run.clear();
        }
        Instant at = Objects.requireNonNullElse(report.reportedAt(), recorded.at());
        report.values().forEach((metric, value) -> {
            SeriesKey key = new SeriesKey(experiment, report.number(), report.attempt(), report.kind(), metric);
            OpenSeries end = series.of(key);
            end.add(new SeriesPoint(end.size(), position, report.sequence(), at, value), new Parts(key));
            points++;
        });
    }

    /** Puts the whole parts of a series into the batch. */
    private final class Parts implements OpenSeries.Whole {

        private final SeriesKey key;

        Parts(SeriesKey key) {
            this.key = key;
        }

        @Override
        public void run(long index, byte[] points) {
            batch.add(new Put(StoreKeys.part(key, 0, index), points));
        }

        @Override
        public void stretch(int level, long index, Stretch stretch) {
            batch.add(new Put(StoreKeys.part(key, level, index), StoredSeries.bytes(stretch)));
        }
    }

    private void delete(ExperimentId id) {
        Long experiment = creation(id);
        creations.remove(id);
        if (experiment != null) {
            series.forget(key -> key.experiment() == experiment);
            reports.forget(trial -> trial.experiment() == experiment);
            byte[] name = StoreKeys.experiment(id);
            batch.add(new DeleteRange(name, new ByteSink().put(name).put(0).toArray()));
            batch.add(new DeleteRange(StoreKeys.content(experiment), StoreKeys.content(experiment + 1)));
        }
    }

    private OpenSeries storedSeries(SeriesKey key) {
        byte[] stored = store.get(StoreKeys.end(key));
        return stored == null ? new OpenSeries() : StoredSeries.series(stored);
    }

    private PositionRun storedReports(TrialKey trial) {
        byte[] stored = store.get(StoreKeys.openReports(trial));
        return stored == null ? new PositionRun() : PositionRun.of(stored);
    }

    private @Nullable Long creation(ExperimentId id) {
        return creations.computeIfAbsent(id, unknown -> {
            byte[] stored = store.get(StoreKeys.experiment(id));
            return stored == null ? null : (Long) new ByteSource(stored).getWhole();
        });
    }
}
