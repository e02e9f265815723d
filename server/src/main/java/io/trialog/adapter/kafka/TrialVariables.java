package io.trialog.adapter.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.adapter.input.InputJson;
import io.trialog.experiment.KafkaSecurity;
import io.trialog.experiment.KafkaSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** What tells trials how to report over Kafka. */
final class TrialVariables {

    private static final String TRANSPORT = "TRIALOG_METRIC_TRANSPORT";
    private static final String KAFKA = "TRIALOG_KAFKA";

    private TrialVariables() {}

    static Map<String, String> of(KafkaSettings settings, String serverId) {
        return Map.of(TRANSPORT, "kafka", KAFKA, json(settings, serverId));
    }

    private static String json(KafkaSettings settings, String serverId) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = InputJson.FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("bootstrapServers", String.join(",", settings.bootstrapServers()));
            out.writeStringField("topic", settings.reportTopic());
            out.writeStringField("server", serverId);
            if (!settings.security().equals(KafkaSecurity.NONE)) {
                out.writeObjectFieldStart("security");
                for (Map.Entry<String, ?> entry : settings.security().asMap().entrySet()) {
                    out.writeStringField(entry.getKey(), String.valueOf(entry.getValue()));
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written to memory", e);
        }
        return text.toString();
    }
}
