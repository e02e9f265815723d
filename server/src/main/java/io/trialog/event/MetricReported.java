package io.trialog.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial reported a metric.
 *
 * @param attempt the attempt that reported
 * @param sequence the report's number in the attempt: with trial and attempt its identity
 * @param kind intermediate or final
 * @param values the numbers by name, {@code default} for a number alone; not-a-number and infinities are possible
 * @param reportedAt when the trial made the report, if it says
 */
@EventType("metric.reported")
public record MetricReported(
        ExperimentId experiment,
        long number,
        int attempt,
        long sequence,
        MetricKind kind,
        Map<String, Double> values,
        @Nullable Instant reportedAt)
        implements TrialEvent {

    public MetricReported {
        values = Json.copy(values);
    }
}
