package io.trialog.metric;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import io.trialog.port.SnapshotLine;
import io.trialog.spi.training.AttemptKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one attempt has reported. Immutable: appliers replace it. */
record AttemptReports(
        SequenceSet received,
        @Nullable Double finalValue,
        @Nullable Double latestIntermediate,
        @Nullable String refusal,
        int refusals)
        implements AttemptReportsView {

    static final String ENTITY = "reports";

    static final AttemptReports NONE = new AttemptReports(SequenceSet.EMPTY, null, null, null, 0);

    @Override
    public boolean has(long sequence) {
        return received.contains(sequence);
    }

    @Override
    public long nextSequence() {
        return received.end();
    }

    AttemptReports with(MetricReported report) {
        SequenceSet next = received.with(report.sequence());
        if (report.kind() == MetricKind.INTERMEDIATE) {
            return new AttemptReports(next, finalValue, report.value(), refusal, refusals);
        }
        Double value = finalValue == null ? (Double) report.value() : finalValue;
        return new AttemptReports(next, value, latestIntermediate, refusal, refusals);
    }

    AttemptReports with(ReportRefused report) {
        return new AttemptReports(
                received.with(report.sequence()),
                finalValue,
                latestIntermediate,
                refusal == null ? report.reason() : refusal,
                refusals + 1);
    }

    SnapshotLine toLine(AttemptKey key) {
        return SnapshotLine.of(ENTITY)
                .with("experiment", key.experimentId())
                .with("trial", key.trialNumber())
                .with("attempt", key.attempt())
                .with("received", received.ranges())
                .withReal("finalValue", finalValue)
                .withReal("latestIntermediate", latestIntermediate)
                .with("refusal", refusal)
                .with("refusals", refusals);
    }

    static AttemptKey key(SnapshotLine line) {
        return new AttemptKey(line.text("experiment"), line.whole("trial"), Math.toIntExact(line.whole("attempt")));
    }

    static AttemptReports of(SnapshotLine line) {
        return new AttemptReports(
                SequenceSet.of(line.text("received")),
                line.optionalReal("finalValue"),
                line.optionalReal("latestIntermediate"),
                line.optionalText("refusal"),
                Math.toIntExact(line.whole("refusals")));
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
