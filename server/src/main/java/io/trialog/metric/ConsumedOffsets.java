package io.trialog.metric;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportsConsumed;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How far topics are read: the offsets to go on with. Engine thread only. */
public final class ConsumedOffsets {

    private static final String ENTITY = "consumed";

    /** Maps inside are replaced, never changed: snapshots are written later. */
    private final SortedMap<String, SortedMap<Integer, Long>> bySource = new TreeMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ReportsConsumed.class, this::consume);
    }

    /** The offset to go on with by partition; empty when nothing was read from there. */
    public SortedMap<Integer, Long> of(String source) {
        return bySource.getOrDefault(source, Collections.emptySortedMap());
    }

    /** A copy of all of it, by source and partition. */
    public Map<String, SortedMap<Integer, Long>> all() {
        return Collections.unmodifiableMap(new TreeMap<>(bySource));
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        List<SnapshotLine> lines = new ArrayList<>();
        bySource.forEach((source, next) -> {
            Map<String, Long> plain = new TreeMap<>();
            next.forEach((partition, offset) -> plain.put(partition.toString(), offset));
            lines.add(SnapshotLine.of(ENTITY).with("source", source).with("next", plain));
        });
        return lines.stream();
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(ENTITY, line -> {
            SnapshotLine plain = new SnapshotLine(line.object("next"));
            SortedMap<Integer, Long> next = new TreeMap<>();
            plain.fields().keySet().forEach(partition -> next.put(Integer.valueOf(partition), plain.whole(partition)));
            bySource.put(line.text("source"), Collections.unmodifiableSortedMap(next));
        });
    }

    private void consume(ReportsConsumed event, RecordedEvent recorded) {
        SortedMap<Integer, Long> next = new TreeMap<>(of(event.source()));
        event.next().forEach((partition, offset) -> next.merge(partition, offset, Math::max));
        bySource.put(event.source(), Collections.unmodifiableSortedMap(next));
    }
}
