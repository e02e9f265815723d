package io.trialog.sdk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a trial reports over Kafka: what {@code TRIALOG_KAFKA} says, see the trial protocol, section 6.
 *
 * @param bootstrapServers {@code host:port}, several with commas between them
 * @param server whom the records are for, {@code null}: whoever reads the topic
 */
record KafkaSettings(
        String bootstrapServers, String topic, @Nullable String server, KafkaSecurity security) {

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    /**
     * Reads the variable's value; keys that it does not know are skipped.
     *
     * @throws KafkaFailure if it cannot be used; the text says why
     */
    static KafkaSettings read(String text) throws KafkaFailure {
        if (text.isEmpty()) {
            throw KafkaFailure.forGood("TRIALOG_KAFKA is not set, though TRIALOG_METRIC_TRANSPORT is kafka"
                    + " (expected: set by the training service)");
        }
        Map<?, ?> fields = object(parsed(text), "");
        Map<?, ?> security = fields.get("security") == null ? Map.of() : object(fields.get("security"), "security: ");
        return new KafkaSettings(
                required(fields, "bootstrapServers"),
                required(fields, "topic"),
                text(fields, "server"),
                new KafkaSecurity(
                        oneOf(PROTOCOLS, security, "protocol"),
                        oneOf(MECHANISMS, security, "saslMechanism"),
                        text(security, "username"),
                        text(security, "passwordFile"),
                        text(security, "passwordEnvironment"),
                        text(security, "caFile"),
                        text(security, "certificateFile"),
                        security.containsKey("keyFile")
                                ? text(security, "keyFile")
                                : text(security, "certificateFile")));
    }

    private static @Nullable Object parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException notJson) {
            return null;
        }
    }

    private static Map<?, ?> object(@Nullable Object value, String where) throws KafkaFailure {
        if (value instanceof Map<?, ?> fields) {
            return fields;
        }
        throw malformed(where + (where.isEmpty() ? "not read" : value), "a JSON object");
    }

    private static @Nullable String text(Map<?, ?> fields, String name) throws KafkaFailure {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw malformed(name + ": " + value, "a text");
    }

    private static String required(Map<?, ?> fields, String name) throws KafkaFailure {
        String value = text(fields, name);
        if (value == null || value.isEmpty()) {
            throw malformed(name + " is missing", "a text");
        }
        return value;
    }

    private static String oneOf(List<String> known, Map<?, ?> fields, String name) throws KafkaFailure {
        String value = text(fields, name);
        if (value == null) {
            return known.get(0);
        }
        if (!known.contains(value)) {
            throw malformed(name + ": \"" + value + "\"", "one of " + String.join(", ", known));
        }
        return value;
    }

    private static KafkaFailure malformed(String what, String expected) {
        return KafkaFailure.forGood("TRIALOG_KAFKA: " + what + " (expected: " + expected + ")");
    }
}
