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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns events into what is stored, batch by batch. Not thread-safe. */
final class SeriesWriter {

    /** How many ends of series are kept in memory at most; the others are read when they grow. */
    private static final int KEPT_ENDS = 2048;

    private static final byte[] NOTHING = {};

    private final SortedStore store;
    private final Map<ExperimentId, Long> creations = new HashMap<>();
    private final Map<SeriesKey, OpenSeries> grown = new LinkedHashMap<>();
    private final Map<SeriesKey, OpenSeries> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SeriesKey, OpenSeries> eldest) {
            return size() > KEPT_ENDS;
        }
    };
    private List<Change> batch = new ArrayList<>();

    SeriesWriter(SortedStore store) {
        this.store = store;
    }

    /** How many changes wait for {@link #commit}. */
    int waiting() {
        return batch.size();
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
        grown.forEach((key, series) -> {
            batch.add(new Put(StoreKeys.end(key), StoredSeries.bytes(series)));
            kept.put(key, series);
        });
        grown.clear();
        batch.add(new Put(StoreKeys.MARK, mark.bytes()));
        store.write(batch);
        batch = new ArrayList<>();
    }

    private void add(MetricReported report, long experiment, RecordedEvent recorded) {
        batch.add(new Put(StoreKeys.report(experiment, report.number(), recorded.position()), NOTHING));
        report.values().forEach((metric, value) -> {
            SeriesKey key = new SeriesKey(experiment, report.number(), report.attempt(), report.kind(), metric);
            OpenSeries series = grown.computeIfAbsent(key, this::end);
            SeriesPoint point = new SeriesPoint(
                    series.size(),
                    recorded.position(),
                    report.sequence(),
                    Objects.requireNonNullElse(report.reportedAt(), recorded.at()),
                    value);
            batch.add(new Put(StoreKeys.part(key, 0, point.index()), StoredSeries.bytes(point)));
            series.add(
                    point,
                    (level, index, stretch) ->
                            batch.add(new Put(StoreKeys.part(key, level, index), StoredSeries.bytes(stretch))));
        });
    }

    private void delete(ExperimentId id) {
        Long experiment = creation(id);
        creations.remove(id);
        if (experiment != null) {
            grown.keySet().removeIf(key -> key.experiment() == experiment);
            kept.keySet().removeIf(key -> key.experiment() == experiment);
            byte[] name = StoreKeys.experiment(id);
            batch.add(new DeleteRange(name, new ByteSink().put(name).put(0).toArray()));
            batch.add(new DeleteRange(StoreKeys.content(experiment), StoreKeys.content(experiment + 1)));
        }
    }

    private OpenSeries end(SeriesKey key) {
        OpenSeries known = kept.get(key);
        if (known != null) {
            return known;
        }
        byte[] stored = store.get(StoreKeys.end(key));
        return stored == null ? new OpenSeries() : StoredSeries.series(stored);
    }

    private @Nullable Long creation(ExperimentId id) {
        return creations.computeIfAbsent(id, unknown -> {
            byte[] stored = store.get(StoreKeys.experiment(id));
            return stored == null ? null : (Long) new ByteSource(stored).getWhole();
        });
    }
}
