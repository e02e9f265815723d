package io.trialog.port;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who takes in which lines of a snapshot: one for each kind of entity. */
public final class SnapshotReader {

    private final Map<String, Consumer<SnapshotLine>> readers = new HashMap<>();

    /** Registers who takes in the lines about a kind of entity; a second one is a mistake. */
    public SnapshotReader on(String entity, Consumer<SnapshotLine> reader) {
        if (readers.put(entity, reader) != null) {
            throw new IllegalStateException("two readers of " + entity);
        }
        return this;
    }

    /**
     * Passes the lines on, in order.
     *
     * @throws IllegalArgumentException when nobody takes in a line
     */
    public void read(Stream<SnapshotLine> lines) {
        lines.forEachOrdered(line -> {
            Consumer<SnapshotLine> reader = readers.get(line.entity());
            if (reader == null) {
                throw new IllegalArgumentException(
                        "entity: \"" + line.entity() + "\" (expected: " + readers.keySet() + ")");
            }
            reader.accept(line);
        });
    }
}
