package io.trialog.metric;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import io.trialog.spi.training.AttemptKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which reports are recorded, and the few values that decisions need; the series themselves live in the log. Engine thread
 * only.
 */
public final class Reports {

    private record Attempt(AttemptKey key, AttemptReports reports) {
        static final Comparator<Attempt> IN_ORDER = Comparator.comparing(
                        (Attempt attempt) -> attempt.key.experimentId())
                .thenComparingLong(attempt -> attempt.key.trialNumber())
                .thenComparingInt(attempt -> attempt.key.attempt());
    }

    private static final String OBJECTIVES = "objectives";

    private final Map<AttemptKey, AttemptReports> attempts = new HashMap<>();
    /** Of experiments that do not optimize the default metric alone. */
    private final Map<ExperimentId, Objectives> objectives = new TreeMap<>(Comparator.comparing(ExperimentId::value));

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ExperimentCreated.class, this::create)
                .on(AttemptScheduled.class, this::open)
                .on(ExperimentDeleted.class, this::forget)
                .on(
                        MetricReported.class,
                        (event, recorded) -> change(
                                key(event.experiment(), event.number(), event.attempt()),
                                own -> own.with(event, objectivesOf(event.experiment()))))
                .on(
                        ReportRefused.class,
                        (event, recorded) -> change(
                                key(event.experiment(), event.number(), event.attempt()), own -> own.with(event)));
    }

    /** What an attempt has reported; nothing when it does not exist. */
    public AttemptReportsView of(ExperimentId experiment, long number, int attempt) {
        AttemptReports found = attempts.get(key(experiment, number, attempt));
        return found == null ? AttemptReports.NONE : found;
    }

    /** Whether an attempt was ever scheduled. */
    public boolean knows(AttemptKey key) {
        return attempts.containsKey(key);
    }

    /** The state as plain data, for comparisons. */
    public Map<String, Map<String, @Nullable Object>> asMap() {
        Map<String, Map<String, @Nullable Object>> map = new TreeMap<>();
        attempts.forEach((key, own) -> map.put(key.toString(), own.asMap()));
        objectives.forEach((experiment, all) -> map.put(experiment.value(), Map.of(OBJECTIVES, all.asList())));
        return map;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        List<Attempt> now = new ArrayList<>(attempts.size());
        attempts.forEach((key, own) -> now.add(new Attempt(key, own)));
        List<SnapshotLine> named = new ArrayList<>();
        objectives.forEach((experiment, all) -> named.add(SnapshotLine.of(OBJECTIVES)
                .with("experiment", experiment.value())
                .with(OBJECTIVES, all.asList())));
        return Stream.concat(
                named.stream(),
                now.stream().sorted(Attempt.IN_ORDER).map(attempt -> attempt.reports.toLine(attempt.key)));
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(AttemptReports.ENTITY, line -> attempts.put(AttemptReports.key(line), AttemptReports.of(line)))
                .on(
                        OBJECTIVES,
                        line -> objectives.put(
                                new ExperimentId(line.text("experiment")), Objectives.stored(line.fields())));
    }

    private void create(ExperimentCreated event, RecordedEvent recorded) {
        Objectives all = Objectives.stored(event.configuration());
        if (!all.equals(Objectives.of(ObjectiveMetric.DEFAULT, all.direction()))) {
            objectives.put(event.experiment(), all);
        }
    }

    /** What an experiment optimizes; of a single default metric, the direction does not matter here. */
    public Objectives objectivesOf(ExperimentId experiment) {
        return objectives.getOrDefault(experiment, Objectives.DEFAULT);
    }

    private void open(AttemptScheduled event, RecordedEvent recorded) {
        attempts.put(key(event.experiment(), event.number(), event.attempt()), AttemptReports.NONE);
    }

    private void forget(ExperimentDeleted event, RecordedEvent recorded) {
        attempts.keySet()
                .removeIf(key -> key.experimentId().equals(event.experiment().value()));
        objectives.remove(event.experiment());
    }

    private void change(AttemptKey key, UnaryOperator<AttemptReports> change) {
        // one look-up: this runs for every report
        AttemptReports changed = attempts.computeIfPresent(key, (unused, own) -> change.apply(own));
        if (changed == null) {
            throw new IllegalStateException("unknown attempt " + key);
        }
    }

    private static AttemptKey key(ExperimentId experiment, long number, int attempt) {
        return new AttemptKey(experiment.value(), number, attempt);
    }
}
