package io.trialog.projection;

import io.trialog.event.ExperimentId;
import io.trialog.event.Failure;
import io.trialog.event.TrialState;
import io.trialog.port.SnapshotLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of trials as lines of snapshots, with what they were before they began anew. */
final class TrialSnapshot {

    static final String ENTITY = "trial";

    private static final String POSITIONS = "positions";
    private static final String EARLIER = "earlier";

    private TrialSnapshot() {}

    static SnapshotLine line(ExperimentId experiment, TrialRow row) {
        SnapshotLine line = SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("number", row.number())
                .with("configuration", row.configuration())
                .with("note", row.note())
                .withTerms(row.terms())
                .with("queued", row.isQueued() ? (Boolean) true : null)
                .withText("createdAt", row.createdAt());
        List<Map<String, @Nullable Object>> earlier = new ArrayList<>();
        for (TrialPast.Earlier one : row.past().lives()) {
            SnapshotLine life =
                    new SnapshotLine(Map.of()).with("until", one.until()).with("why", one.reason());
            earlier.add(withLife(life, one.row()).fields());
        }
        return withLife(line, row).with(EARLIER, earlier.isEmpty() ? null : earlier);
    }

    static TrialRow row(SnapshotLine line) {
        TrialRow proposed = TrialRow.waiting(
                line.whole("number"),
                Collections.unmodifiableMap(line.object("configuration")),
                line.optionalText("note"),
                line.terms(),
                line.has("queued"),
                line.instant("createdAt"),
                TrialPast.proposed(0));
        TrialPast.Earlier earlier = null;
        for (SnapshotLine life : line.lines(EARLIER)) {
            earlier = new TrialPast.Earlier(life.whole("until"), life.text("why"), life(proposed, life, earlier));
        }
        return life(proposed, line, earlier);
    }

    /** Adds what changes in a trial's life. */
    private static SnapshotLine withLife(SnapshotLine line, TrialRow row) {
        return line.withText("state", row.state())
                .with("reason", row.reason())
                .with("attempt", row.attempt())
                .withReal("value", row.value())
                .withReals("objectives", row.objectives())
                .withReals("metrics", new TreeMap<>(row.metrics()))
                .withReal("latest", row.latest())
                .with("reportCount", row.reportCount())
                .withText("lastReportAt", row.lastReportAt())
                .withText("startedAt", row.startedAt())
                .withText("endedAt", row.endedAt())
                .with("exitCode", row.exitCode())
                .withText("failure", row.failure())
                .with("stopRequested", row.isStopRequested() ? (Boolean) true : null)
                .with("claimed", row.isClaimed() ? (Boolean) true : null)
                .with("worker", row.worker())
                .with(POSITIONS, positions(row.past()));
    }

    private static TrialRow life(TrialRow proposed, SnapshotLine line, TrialPast.@Nullable Earlier earlier) {
        List<Long> positions = line.wholes(POSITIONS);
        return proposed.changed(draft -> {
            draft.state = line.constant("state", TrialState.class);
            draft.reason = line.optionalText("reason");
            draft.attempt = Math.toIntExact(line.whole("attempt"));
            draft.value = line.optionalReal("value");
            draft.objectives = line.reals("objectives");
            draft.metrics = TrialMetrics.packed(line.reals("metrics"));
            draft.latest = line.optionalReal("latest");
            draft.reportCount = line.whole("reportCount");
            draft.lastReportAt = line.optionalInstant("lastReportAt");
            draft.startedAt = line.optionalInstant("startedAt");
            draft.endedAt = line.optionalInstant("endedAt");
            draft.exitCode = line.optionalWhole("exitCode");
            draft.failure = line.optionalConstant("failure", Failure.class);
            draft.isStopRequested = line.has("stopRequested");
            draft.isClaimed = line.has("claimed");
            draft.worker = line.optionalText("worker");
            draft.past = new TrialPast(
                    positions.get(0), read(positions, 1), read(positions, 2), read(positions, 3), earlier);
        });
    }

    /** A line has 0 for what never was. */
    private static List<Long> positions(TrialPast past) {
        return List.of(past.proposed(), written(past.scheduled()), written(past.started()), written(past.ended()));
    }

    private static long written(long position) {
        return position == TrialPast.NEVER ? 0 : position;
    }

    private static long read(List<Long> positions, int index) {
        long position = positions.get(index);
        return position == 0 ? TrialPast.NEVER : position;
    }
}
