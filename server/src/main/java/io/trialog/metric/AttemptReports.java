package io.trialog.metric;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one attempt has reported. Mutable; touched by the engine thread only, changed by appliers only. */
final class AttemptReports implements AttemptReportsView {

    private final SequenceSet received = new SequenceSet();
    private @Nullable Double finalValue;
    private @Nullable Double latestIntermediate;
    private @Nullable String refusal;
    private int refusals;

    @Override
    public @Nullable Double finalValue() {
        return finalValue;
    }

    @Override
    public @Nullable Double latestIntermediate() {
        return latestIntermediate;
    }

    @Override
    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public int refusals() {
        return refusals;
    }

    @Override
    public boolean has(long sequence) {
        return received.contains(sequence);
    }

    void add(MetricReported report) {
        received.add(report.sequence());
        if (report.kind() == MetricKind.INTERMEDIATE) {
            latestIntermediate = report.value();
        } else if (finalValue == null) {
            finalValue = report.value();
        }
    }

    void add(ReportRefused report) {
        received.add(report.sequence());
        refusals++;
        if (refusal == null) {
            refusal = report.reason();
        }
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("received", received.toString());
        map.put("finalValue", finalValue == null ? null : finalValue.toString());
        map.put("latestIntermediate", latestIntermediate == null ? null : latestIntermediate.toString());
        map.put("refusal", refusal);
        map.put("refusals", refusals);
        return map;
    }
}
