package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON object around an event's data. Safe for use by any thread. */
final class Envelope {

    private final ObjectMapper mapper = EventMapper.create();
    private final EventTypes types;
    private final Upcasters upcasters;

    Envelope(List<StoredType> types, Upcasters upcasters) {
        types.forEach(upcasters::requireComplete);
        this.types = new EventTypes(types, mapper);
        this.upcasters = upcasters;
    }

    static Envelope released() {
        return new Envelope(EventTypes.all(), Upcasters.released());
    }

    /**
     * Appends the object to {@code bytes}.
     *
     * @param withPosition whether the position is its first field
     * @throws IllegalArgumentException when an untyped map holds what JSON does not have
     */
    void write(RecordedEvent recorded, boolean withPosition, OutputStream bytes) {
        try (JsonGenerator out = mapper.createGenerator(bytes)) {
            out.writeStartObject();
            if (withPosition) {
                out.writeNumberField("pos", recorded.position());
            }
            writeFields(recorded, out);
            out.writeEndObject();
        } catch (IOException e) {
            // memory does not fail: the event is what is wrong
            throw new IllegalArgumentException("event " + recorded.position() + ": " + e.getMessage(), e);
        }
    }

    private void writeFields(RecordedEvent recorded, JsonGenerator out) throws IOException {
        EventTypes.Bound bound = types.of(recorded.event());
        out.writeStringField("type", bound.type().name());
        out.writeNumberField("v", bound.type().version());
        out.writeStringField("at", InstantText.format(recorded.at()));
        out.writeStringField("cause", recorded.cause());
        out.writeFieldName("data");
        bound.writer().writeValue(out, recorded.event());
    }

    /**
     * Reads one object, from an offset to an end and nothing after it.
     *
     * @param position the event's position, or 0 when the object has it
     * @throws UnreadableEventException when it is damaged, or of a type or version that this server does not know
     */
    RecordedEvent read(byte[] bytes, int offset, int end, long position) {
        Fields fields = new Fields(position);
        try (JsonParser in = mapper.createParser(bytes, offset, end - offset)) {
            readFields(in, fields);
            return fields.recorded();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableEventException(fields + ": " + reason(e), e);
        }
    }

    private void readFields(JsonParser in, Fields fields) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(in.currentToken() + " (expected: a JSON object)");
        }
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            switch (name) {
                case "pos" -> fields.position = in.getLongValue();
                case "type" -> fields.type = Texts.read(in);
                case "v" -> fields.version = in.getIntValue();
                case "at" -> fields.at = InstantText.parse(Texts.read(in));
                case "cause" -> fields.cause = Texts.read(in);
                case "data" -> readData(in, fields);
                default -> {
                    if (value.isStructStart()) {
                        in.skipChildren();
                    }
                }
            }
        }
        if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
            throw new IllegalArgumentException(in.currentToken() + " (expected: the end)");
        }
        if (fields.event == null && fields.data != null) {
            fields.event = old(fields, fields.data);
        }
    }

    /** Straight into the record where that is possible, which is nearly always. */
    private void readData(JsonParser in, Fields fields) throws IOException {
        EventTypes.Bound bound = fields.type == null ? null : types.named(fields.type);
        if (bound != null && fields.version == bound.type().version()) {
            fields.event = bound.reader().readValue(in);
        } else {
            fields.data = mapper.readTree(in);
        }
    }

    private Event old(Fields fields, JsonNode data) throws IOException {
        String type = present("type", fields.type);
        EventTypes.Bound bound = types.named(type);
        if (bound == null) {
            throw new UnreadableEventException(fields + ": unknown event type. " + UnreadableEventException.NEWER);
        }
        int known = bound.type().version();
        if (fields.version > known) {
            throw new UnreadableEventException(
                    fields + ": unknown version (expected: " + known + " or lower). " + UnreadableEventException.NEWER);
        }
        return bound.reader().readValue(upcasters.upcast(bound.type(), fields.version, data));
    }

    /** Jackson's reason without its excerpt of the source: the message names the place already. */
    private static @Nullable String reason(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }

    /** What was read so far; also names the event in errors. */
    private static final class Fields {

        long position;
        int version;

        @Nullable
        String type;

        @Nullable
        Instant at;

        @Nullable
        String cause;

        @Nullable
        Event event;

        @Nullable
        JsonNode data;

        Fields(long position) {
            this.position = position;
        }

        RecordedEvent recorded() {
            return new RecordedEvent(position, present("at", at), present("cause", cause), present("data", event));
        }

        @Override
        public String toString() {
            return "event " + (position == 0 ? "without position" : position)
                    + (type == null ? "" : " (" + type + ", version " + version + ")");
        }
    }
}
