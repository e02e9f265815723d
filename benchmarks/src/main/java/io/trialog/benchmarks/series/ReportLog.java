package io.trialog.benchmarks.series;

import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.series.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Events of trials that report two numbers in turn, the same in every run. Not thread-safe. */
final class ReportLog {

    private static final ExperimentId EXPERIMENT = new ExperimentId("q3kx9abd");
    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123456Z");

    private final SplittableRandom random = new SplittableRandom(42);
    private long position;

    /** The series of a trial's first number. */
    static SeriesKey key(long trial) {
        return new SeriesKey(1, trial, 1, MetricKind.INTERMEDIATE, "default");
    }

    /** The event that must be the first. */
    List<RecordedEvent> beginning() {
        position = 1;
        return List.of(new RecordedEvent(1, START, "benchmark", new ExperimentCreated(EXPERIMENT, Map.of())));
    }

    /** The next reports, of as many trials in turn. */
    List<RecordedEvent> reports(int count, int trials, long firstTrial) {
        List<RecordedEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            position++;
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("default", random.nextDouble());
            values.put("loss", 3 * random.nextDouble());
            Instant at = START.plusMillis(position);
            events.add(new RecordedEvent(
                    position,
                    at,
                    "ReportMetrics",
                    new MetricReported(
                            EXPERIMENT,
                            firstTrial + position % trials,
                            1,
                            position / trials,
                            MetricKind.INTERMEDIATE,
                            values,
                            at)));
        }
        return events;
    }
}
