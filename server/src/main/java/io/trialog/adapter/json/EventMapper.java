package io.trialog.adapter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.time.Instant;

/** Jackson as the event format needs it: every setting here is part of the format. */
final class EventMapper {

    /** Deeper than any sensible configuration, and far from a stack overflow. The same for both directions. */
    private static final int MAX_DEPTH = 500;

    private EventMapper() {}

    static ObjectMapper create() {
        return JsonMapper.builder(factory())
                .annotationIntrospector(new RecordComponents())
                .addModule(new SimpleModule("trialog-events")
                        .addSerializer(Instant.class, new InstantSerializer())
                        .addDeserializer(Instant.class, new InstantDeserializer())
                        .addSerializer(ExperimentId.class, new ExperimentIdSerializer())
                        .addDeserializer(ExperimentId.class, new ExperimentIdDeserializer()))
                // a null component is left out, a null value in a map is kept
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                // only components: isEnd() and its like are not data
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .build();
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                // whatever could be written can be read: the limits for strangers' input are the HTTP adapter's
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                // shortest text that reads back as the same double; the JDK's own is not always the shortest before 19
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
    }

    private static final class InstantSerializer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(InstantText.format(value));
        }
    }

    private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return InstantText.parse(Texts.read(in));
        }
    }

    private static final class ExperimentIdSerializer extends StdScalarSerializer<ExperimentId> {
        private static final long serialVersionUID = 1L;

        ExperimentIdSerializer() {
            super(ExperimentId.class);
        }

        @Override
        public void serialize(ExperimentId value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.value());
        }
    }

    private static final class ExperimentIdDeserializer extends StdScalarDeserializer<ExperimentId> {
        private static final long serialVersionUID = 1L;

        ExperimentIdDeserializer() {
            super(ExperimentId.class);
        }

        @Override
        public ExperimentId deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new ExperimentId(Texts.read(in));
        }
    }
}
