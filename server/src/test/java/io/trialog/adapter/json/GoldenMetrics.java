package io.trialog.adapter.json;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metrics with all that is special about them: the records of {@code golden-metrics.hex}, line by line. Add at the end; a
 * line that was once released stays.
 */
final class GoldenMetrics {

    private static final Instant AT = Instant.parse("2026-11-27T10:00:00.123456789Z");

    private GoldenMetrics() {}

    static List<RecordedEvent> all() {
        Map<String, Double> special = new LinkedHashMap<>();
        special.put("default", Double.NaN);
        special.put("up", Double.POSITIVE_INFINITY);
        special.put("down", Double.NEGATIVE_INFINITY);
        special.put("negativeZero", -0.0);
        special.put("smallest", Double.MIN_VALUE);
        special.put("largest", Double.MAX_VALUE);
        Map<String, Double> names = new LinkedHashMap<>();
        names.put("", 1.0);
        names.put("gr\u00f6\u00dfe", 2.0);
        names.put("\u6f22\ud83d\ude00\ufffd\u0000", 3.0);
        names.put("x".repeat(130), 4.0);
        Map<String, Double> usual = new LinkedHashMap<>();
        usual.put("default", 0.9375);
        usual.put("loss", 0.1);
        List<RecordedEvent> all = new ArrayList<>();
        add(all, AT, "ReportMetrics", metric("q3kx9abd", 17, 1, 42, MetricKind.INTERMEDIATE, usual, AT.minusMillis(7)));
        add(all, AT, "ReportMetrics", metric("q3kx9abd", 0, 1, 0, MetricKind.FINAL, Map.of("default", 1.0), null));
        add(all, AT, "@9", metric("q3kx9abd", 300, 2, 70_000, MetricKind.INTERMEDIATE, special, null));
        add(all, AT, "@999999999999999999", metric("e", 1, 1, 1, MetricKind.FINAL, names, Instant.EPOCH));
        add(all, AT, "@9223372036854775807", metric("e", 1, 1, 1, MetricKind.FINAL, Map.of(), null));
        add(all, AT, "@09", metric("e", 1, 1, 1, MetricKind.FINAL, usual, null));
        add(all, AT, "@", metric("e", 1, 1, 1, MetricKind.FINAL, usual, null));
        add(all, AT, "", metric("e", 1, 1, 1, MetricKind.FINAL, usual, null));
        add(all, AT, "\u00e9lan \ud83d\ude00", metric("e", -1, -2, -3, MetricKind.FINAL, usual, null));
        add(
                all,
                Instant.MIN,
                "c",
                metric("e", Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, MetricKind.FINAL, usual, Instant.MAX));
        add(
                all,
                Instant.MAX,
                "c",
                metric("e", Long.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, MetricKind.FINAL, usual, Instant.MIN));
        add(all, AT, "ConsumeReports", metric("q3kx9abd", 17, 1, 43, MetricKind.INTERMEDIATE, usual, AT));
        return List.copyOf(all);
    }

    private static void add(List<RecordedEvent> all, Instant at, String cause, MetricReported metric) {
        all.add(new RecordedEvent(all.size() + 1L, at, cause, metric));
    }

    private static MetricReported metric(
            String experiment,
            long number,
            int attempt,
            long sequence,
            MetricKind kind,
            Map<String, Double> values,
            @Nullable Instant reportedAt) {
        return new MetricReported(new ExperimentId(experiment), number, attempt, sequence, kind, values, reportedAt);
    }
}
