package io.trialog.metric;

import io.trialog.event.MetricKind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One report as a trial sent it.
 *
 * @param sequence its number in the attempt, 0 or more
 * @param kind intermediate or final
 * @param values {@code default} and other named numbers; empty when refused
 * @param reportedAt when the trial made it, if it says
 * @param problem why it cannot be used; null when it can
 */
public record Report(
        long sequence,
        MetricKind kind,
        Map<String, Double> values,
        @Nullable Instant reportedAt,
        @Nullable String problem) {

    public Report {
        // a single number, as most reports are, needs no copy when the map is immutable already
        values = values.size() == 1 ? Map.copyOf(values) : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A report that can be used. */
    public static Report of(long sequence, MetricKind kind, Map<String, Double> values, @Nullable Instant reportedAt) {
        return new Report(sequence, kind, values, reportedAt, null);
    }

    /** A report that cannot be used. */
    public static Report refused(long sequence, MetricKind kind, String problem) {
        return new Report(sequence, kind, Map.of(), null, problem);
    }
}
