package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of an untyped map: what JSON has and nothing else, so that it comes back as it was. Not-a-number and
 * infinities are refused here, as they would come back as strings; in components of type double they survive.
 */
final class PlainValueSerializer extends JsonSerializer<Object> {

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
        write(value, out);
    }

    static void write(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            writeNumber(number, out);
        } else if (value instanceof List<?> list) {
            writeList(list, out);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out);
        } else {
            throw refused(value);
        }
    }

    private static void writeNumber(Number number, JsonGenerator out) throws IOException {
        if (number instanceof Long || number instanceof Integer) {
            out.writeNumber(number.longValue());
        } else if (number instanceof Double && Double.isFinite(number.doubleValue())) {
            out.writeNumber(number.doubleValue());
        } else if (number instanceof BigInteger whole) {
            out.writeNumber(whole);
        } else {
            throw refused(number);
        }
    }

    private static void writeList(List<?> list, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            write(element, out);
        }
        out.writeEndArray();
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            KeySerializer.write((String) entry.getKey(), out);
            write(entry.getValue(), out);
        }
        out.writeEndObject();
    }

    private static IllegalArgumentException refused(Object value) {
        return new IllegalArgumentException("untyped value: " + value + " of " + value.getClass()
                + " (expected: a string, boolean, Integer, Long, BigInteger, finite Double, null, list or map)");
    }
}
