package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.adapter.input.InputJson;
import io.trialog.adapter.json.InstantText;
import io.trialog.event.ProposalTerms;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the API: numbers that JSON lacks are strings, instants are ISO 8601. */
final class JsonText {

    static final JsonFactory FACTORY = InputJson.FACTORY;

    private static final int INITIAL_BYTES = 1024;

    /** Writes one value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    private JsonText() {}

    static Buffer buffer(Content content) {
        return Buffer.buffer(bytes(content));
    }

    static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    static void number(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    static void optionalNumber(JsonGenerator out, String name, @Nullable Double value) throws IOException {
        out.writeFieldName(name);
        if (value == null) {
            out.writeNull();
        } else {
            number(out, value);
        }
    }

    static void optionalInt(JsonGenerator out, String name, @Nullable Integer value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }

    static void optionalLong(JsonGenerator out, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }

    /** A string field; null is written as null. */
    static void optionalText(JsonGenerator out, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, value.toString());
        }
    }

    static void instant(JsonGenerator out, String name, Instant value) throws IOException {
        out.writeStringField(name, InstantText.format(value));
    }

    static void optionalInstant(JsonGenerator out, String name, @Nullable Instant value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            instant(out, name, value);
        }
    }

    /** What a tuner said of a trial beside its configuration. */
    static void terms(JsonGenerator out, ProposalTerms terms) throws IOException {
        optionalText(out, "tag", terms.tag());
        optionalNumber(out, "budget", terms.budget());
        optionalLong(out, "parent", terms.parent());
    }

    static void object(JsonGenerator out, Map<?, ?> object) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            plain(out, entry.getValue());
        }
        out.writeEndObject();
    }

    /** Plain data as a word: a string as it is, else its JSON. */
    static String word(@Nullable Object value) {
        return value instanceof String text
                ? text
                : new String(bytes(out -> plain(out, value)), StandardCharsets.UTF_8);
    }

    /** Plain data: strings, numbers, booleans, null, and lists and maps of these. */
    static void plain(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                plain(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof BigInteger whole) {
            out.writeNumber(whole);
        } else if (value instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (value instanceof Double || value instanceof Float) {
            number(out, ((Number) value).doubleValue());
        } else if (value instanceof Number whole) {
            out.writeNumber(whole.longValue());
        } else {
            out.writeString(value.toString());
        }
    }
}
