package io.trialog.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain maps as lines of JSON, one object each, with the same rules for values as the untyped maps of events. */
public final class PlainLines {

    private static final ObjectMapper MAPPER = EventMapper.create();

    private PlainLines() {}

    /** Writes lines one after the other; closing it leaves the stream open. One thread. */
    public static final class Writer implements Closeable {

        private final JsonGenerator out;

        /** Writes to a stream. */
        public Writer(OutputStream stream) throws IOException {
            this.out = MAPPER.createGenerator(stream)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setRootValueSeparator(new SerializedString("\n"));
        }

        /**
         * Writes a line; ends of lines are between lines.
         *
         * @throws IllegalArgumentException when the map holds what JSON does not have
         */
        public void write(Map<String, @Nullable Object> line) throws IOException {
            PlainValueSerializer.write(line, out);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads lines one after the other; closing it closes the stream. One thread. */
    public static final class Reader implements Closeable {

        private final JsonParser in;

        /** Reads from a stream. */
        public Reader(InputStream stream) throws IOException {
            this.in = MAPPER.createParser(stream);
        }

        /** The next line; null at the end. */
        public @Nullable Map<String, @Nullable Object> next() throws IOException {
            JsonToken token = in.nextToken();
            if (token == null) {
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(token + " (expected: a JSON object)");
            }
            return PlainValueDeserializer.map(in);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
