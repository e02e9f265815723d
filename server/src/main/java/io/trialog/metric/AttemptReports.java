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
        Map<String, Double> finalValues,
        @Nullable Double latestIntermediate,
        @Nullable String refusal,
        int refusals)
        implements AttemptReportsView {

    static final String ENTITY = "reports";

    static final AttemptReports NONE = new AttemptReports(SequenceSet.EMPTY, null, Map.of(), null, null, 0);

    @Override
    public boolean has(long sequence) {
        return received.contains(sequence);
    }

    @Override
    public long nextSequence() {
        return received.end();
    }

    AttemptReports with(MetricReported report, Objectives objectives) {
        SequenceSet next = received.with(report.sequence());
        Double reported = objectives.metric().of(report.values());
        if (report.kind() == MetricKind.INTERMEDIATE) {
            Double latest = reported == null ? latestIntermediate : reported;
            return new AttemptReports(next, finalValue, finalValues, latest, refusal, refusals);
        }
        if (!objectives.areIn(report.values())) {
            String why = refusal == null ? objectives.absence(report.values()) : refusal;
            return new AttemptReports(next, finalValue, finalValues, latestIntermediate, why, refusals);
        }
        return finalValue == null
                ? new AttemptReports(
                        next, reported, objectives.several(report.values()), latestIntermediate, refusal, refusals)
                : new AttemptReports(next, finalValue, finalValues, latestIntermediate, refusal, refusals);
    }

    AttemptReports with(ReportRefused report) {
        return new AttemptReports(
                received.with(report.sequence()),
                finalValue,
                finalValues,
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
                .withReals("finalValues", finalValues)
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
                line.reals("finalValues"),
                line.optionalReal("latestIntermediate"),
                line.optionalText("refusal"),
                Math.toIntExact(line.whole("refusals")));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("received", received.toString());
        map.put("finalValue", finalValue == null ? null : finalValue.toString());
        map.put("finalValues", finalValues.toString());
        map.put("latestIntermediate", latestIntermediate == null ? null : latestIntermediate.toString());
        map.put("refusal", refusal);
        map.put("refusals", refusals);
        return map;
    }
}
