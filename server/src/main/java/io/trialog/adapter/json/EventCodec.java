package io.trialog.adapter.json;

import io.trialog.event.RecordedEvent;
import java.io.ByteArrayOutputStream;

/**
 * Events as the log stores them: one byte for the format, then the payload. Format {@value #JSON} is a JSON object in
 * UTF-8, {@code {"type","v","at","cause","data"}} in this order; the position is the key in the log and not part of it.
 * The same event always gives the same bytes. Safe for use by any thread.
 */
public final class EventCodec {

    private static final byte JSON = 0x01;

    private static final int USUAL_BYTES = 256;

    private final Envelope envelope;

    /** Reads and writes all types of this server. */
    public EventCodec() {
        this(Envelope.released());
    }

    EventCodec(Envelope envelope) {
        this.envelope = envelope;
    }

    /**
     * The bytes to store under {@link RecordedEvent#position()}.
     *
     * @throws IllegalArgumentException when an untyped map holds what JSON does not have
     */
    public byte[] encode(RecordedEvent recorded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        bytes.write(JSON);
        envelope.write(recorded, false, bytes);
        return bytes.toByteArray();
    }

    /**
     * The event stored at a position.
     *
     * @throws UnreadableEventException when it is damaged, or of a format, type or version that this server does not
     *     know; names position, type and version
     */
    public RecordedEvent decode(long position, byte[] stored) {
        if (stored.length == 0) {
            throw new UnreadableEventException("event " + position + ": empty (expected: a format byte and a payload)");
        }
        if (stored[0] != JSON) {
            throw new UnreadableEventException(String.format(
                    "event %d: format 0x%02x (expected: 0x%02x). A newer server wrote it, or it is damaged.",
                    position, stored[0], JSON));
        }
        return envelope.read(stored, 1, position);
    }
}
