package io.trialog.cli;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.EventTypeNames;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.event.TrialProposed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what is in a log, event by event. Used by one thread. */
final class LogStatistics {

    /**
     * The events of one type.
     *
     * @param bytes what they take before compression, as this server writes them
     */
    record OfType(String type, long events, long bytes) {

        OfType plus(long more) {
            return new OfType(type, events + 1, bytes + more);
        }
    }

    private final EventCodec codec = new EventCodec();
    private final Map<String, OfType> types = new TreeMap<>();
    private final BusiestMinute busiest = new BusiestMinute();
    private long events;
    private long bytes;
    private long lastPosition;
    private long experiments;
    private long trials;
    private long servers;
    private @Nullable Instant first;
    private @Nullable Instant last;

    void take(RecordedEvent recorded) {
        int length = codec.encode(recorded).length;
        String type = EventTypeNames.of(recorded.event());
        types.put(type, types.getOrDefault(type, new OfType(type, 0, 0)).plus(length));
        events++;
        bytes += length;
        lastPosition = recorded.position();
        busiest.take(recorded.at());
        if (first == null) {
            first = recorded.at();
        }
        last = recorded.at();
        if (recorded.event() instanceof ExperimentCreated) {
            experiments++;
        } else if (recorded.event() instanceof TrialProposed) {
            trials++;
        } else if (recorded.event() instanceof ServerStarted) {
            servers++;
        }
    }

    /** By type, the most frequent first. */
    List<OfType> types() {
        return types.values().stream()
                .sorted(Comparator.comparingLong(OfType::events).reversed().thenComparing(OfType::type))
                .toList();
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    long lastPosition() {
        return lastPosition;
    }

    long experiments() {
        return experiments;
    }

    long trials() {
        return trials;
    }

    /** How many times a server started on it. */
    long servers() {
        return servers;
    }

    BusiestMinute busiest() {
        return busiest;
    }

    /** When its first event was recorded; null when it is empty. */
    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }
}
