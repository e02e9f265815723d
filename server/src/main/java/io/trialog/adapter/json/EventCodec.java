package io.trialog.adapter.json;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;

/**
 * Events as the log stores them: one byte for the format, then the payload. The position is the key in the log and not part
 * of it. The same event always gives the same bytes. Safe for use by any thread.
 *
 * <ul>
 *   <li>Format {@value #JSON}, of all types: a JSON object in UTF-8, {@code {"type","v","at","cause","data"}} in this order.
 *   <li>Format {@value #MESSAGE}, of the type that a log is full of, {@code metric.reported}: a byte for the type, one for
 *       its version, and a {@linkplain MetricMessage protobuf message}. Older logs have metrics in JSON.
 *   <li>Format {@code 3} is no event's: in a log it begins several events that share an entry.
 * </ul>
 */
public final class EventCodec {

    private static final byte JSON = 0x01;
    private static final byte MESSAGE = 0x02;

    /** The number of {@code metric.reported} among the types that are stored as messages. */
    private static final int METRIC = 1;

    private final Envelope envelope;
    private final RecentTexts recentTexts = new RecentTexts();

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
        EventBytes bytes = new EventBytes();
        encode(recorded, bytes);
        return bytes.toByteArray();
    }

    /**
     * The same, in place of what {@code bytes} held.
     *
     * @throws IllegalArgumentException when an untyped map holds what JSON does not have
     */
    public void encode(RecordedEvent recorded, EventBytes bytes) {
        bytes.clear();
        if (recorded.event() instanceof MetricReported metric && MetricMessage.fits(recorded)) {
            encode(recorded, metric, bytes);
        } else {
            bytes.write(JSON);
            envelope.write(recorded, false, bytes);
        }
    }

    private static void encode(RecordedEvent recorded, MetricReported metric, EventBytes bytes) {
        bytes.write(MESSAGE);
        bytes.write(METRIC);
        bytes.write(MetricMessage.VERSION);
        try {
            MetricMessage.write(recorded, metric, bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("event " + recorded.position() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The event stored at a position.
     *
     * @throws UnreadableEventException when it is damaged, or of a format, type or version that this server does not
     *     know; names position, type and version
     */
    public RecordedEvent decode(long position, byte[] stored) {
        return decode(position, stored, 0, stored.length);
    }

    /**
     * The same for the bytes of an array from {@code begin} up to {@code end}. The array may then be used again.
     *
     * @throws UnreadableEventException when it is damaged, or of a format, type or version that this server does not
     *     know; names position, type and version
     */
    public RecordedEvent decode(long position, byte[] stored, int begin, int end) {
        if (begin == end) {
            throw new UnreadableEventException("event " + position + ": empty (expected: a format byte and a payload)");
        }
        return switch (stored[begin]) {
            case JSON -> envelope.read(stored, begin + 1, end, position);
            case MESSAGE -> message(position, new FieldReader(stored, begin + 1, end, recentTexts));
            default ->
                throw new UnreadableEventException(String.format(
                        "event %d: format 0x%02x (expected: 0x%02x or 0x%02x). A newer server wrote it, or it is damaged.",
                        position, stored[begin], JSON, MESSAGE));
        };
    }

    private static RecordedEvent message(long position, FieldReader in) {
        long type = 0;
        long version = 0;
        try {
            type = in.plainVarint();
            version = in.plainVarint();
            if (type != METRIC) {
                throw new IllegalArgumentException("unknown event type. " + UnreadableEventException.NEWER);
            }
            if (version != MetricMessage.VERSION) {
                throw new IllegalArgumentException(
                        "unknown version (expected: " + MetricMessage.VERSION + "). " + UnreadableEventException.NEWER);
            }
            return MetricMessageReader.read(position, in);
        } catch (IllegalArgumentException e) {
            String name = type == METRIC ? StoredType.of(MetricReported.class).name() : "message type " + type;
            throw new UnreadableEventException(
                    "event " + position + " (" + name + ", version " + version + "): " + e.getMessage(), e);
        }
    }
}
