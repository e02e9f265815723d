package io.trialog.projection.series;

import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes events of trials that report, and knows, in the plainest way, which series they make. */
final class Reporting {

    static final Instant BEGIN = Instant.parse("2026-11-28T10:00:00.000000001Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<ExperimentId, Long> creations = new HashMap<>();
    private final Map<SeriesKey, List<SeriesPoint>> series = new LinkedHashMap<>();

    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /** What there is of each series that is not deleted. */
    Map<SeriesKey, List<SeriesPoint>> series() {
        return series;
    }

    long creation(ExperimentId id) {
        return creations.get(id);
    }

    RecordedEvent create(ExperimentId id) {
        RecordedEvent recorded = record(new ExperimentCreated(id, Map.of("name", id.value())));
        creations.put(id, recorded.position());
        return recorded;
    }

    RecordedEvent delete(ExperimentId id) {
        long creation = creations.remove(id);
        series.keySet().removeIf(key -> key.experiment() == creation);
        return record(new ExperimentDeleted(id));
    }

    RecordedEvent report(
            ExperimentId id, long trial, int attempt, MetricKind kind, long sequence, Map<String, Double> values) {
        Instant at = sequence % 3 == 0 ? null : BEGIN.minusMillis(7 * sequence);
        RecordedEvent recorded = record(new MetricReported(id, trial, attempt, sequence, kind, values, at));
        values.forEach((metric, value) -> {
            List<SeriesPoint> points = series.computeIfAbsent(
                    new SeriesKey(creations.get(id), trial, attempt, kind, metric), key -> new ArrayList<>());
            points.add(new SeriesPoint(
                    points.size(), recorded.position(), sequence, at == null ? recorded.at() : at, value));
        });
        return recorded;
    }

    /** Some experiment creates, reports or, rarely, is deleted. */
    RecordedEvent anything(Random random) {
        ExperimentId id = new ExperimentId("x" + random.nextInt(3));
        if (!creations.containsKey(id)) {
            return create(id);
        }
        if (random.nextInt(2000) == 0) {
            return delete(id);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.put(List.of("default", "loss", "a/\u00e4 \u0000").get(random.nextInt(3)), value(random));
        }
        return report(
                id,
                random.nextInt(4),
                1 + random.nextInt(2),
                random.nextInt(50) == 0 ? MetricKind.FINAL : MetricKind.INTERMEDIATE,
                events.size() * 3L + random.nextInt(5) - 2,
                values);
    }

    static double value(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            default -> random.nextInt(8) == 0 ? random.nextInt(5) : random.nextGaussian();
        };
    }

    private RecordedEvent record(Event event) {
        long position = events.size() + 1;
        RecordedEvent recorded = new RecordedEvent(position, BEGIN.plusMillis(13 * position), "test", event);
        events.add(recorded);
        return recorded;
    }
}
