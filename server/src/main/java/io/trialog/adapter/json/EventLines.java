package io.trialog.adapter.json;

import io.trialog.event.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Events as people, exports and clients see them: one line of JSON each, {@code
 * {"pos","type","v","at","cause","data"}} in this order. Safe for use by any thread.
 */
public final class EventLines {

    private final Envelope envelope;

    /** Reads and writes all types of this server. */
    public EventLines() {
        this(Envelope.released());
    }

    EventLines(Envelope envelope) {
        this.envelope = envelope;
    }

    /** The line, without an end of line. */
    public String format(RecordedEvent recorded) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        envelope.write(recorded, true, line);
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * The event of a line. The order of the keys does not matter.
     *
     * @throws UnreadableEventException when it is damaged, or of a type or version that this server does not know; names
     *     position, type and version as far as the line has them
     */
    public RecordedEvent parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return envelope.read(bytes, 0, bytes.length, 0);
    }
}
