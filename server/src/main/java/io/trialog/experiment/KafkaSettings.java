package io.trialog.experiment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is reached, and which topics are used there.
 *
 * @param bootstrapServers {@code host:port}, one or more, in order
 * @param reportTopic where trials send their reports
 * @param deadLetterTopic where records go that are no reports of a known attempt
 * @param eventTopic where events are sent to
 * @param createTopics whether topics that are not there are made
 * @param partitions of topics that are made, 1 or more
 * @param replicationFactor of topics that are made, 1 or more; null: the broker's default
 * @param retention how long topics that are made keep records; whole seconds
 * @param security how to connect
 */
public record KafkaSettings(
        List<String> bootstrapServers,
        String reportTopic,
        String deadLetterTopic,
        String eventTopic,
        boolean createTopics,
        int partitions,
        @Nullable Integer replicationFactor,
        Duration retention,
        KafkaSecurity security) {

    /** What holds where nothing is configured. */
    public static final KafkaSettings DEFAULT = new KafkaSettings(
            List.of("localhost:9092"),
            "trialog-reports",
            "trialog-dead-letters",
            "trialog-events",
            true,
            8,
            null,
            Duration.ofDays(7),
            KafkaSecurity.NONE);

    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        Objects.requireNonNull(reportTopic, "reportTopic");
        Objects.requireNonNull(deadLetterTopic, "deadLetterTopic");
        Objects.requireNonNull(eventTopic, "eventTopic");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(security, "security");
    }

    /** As the log stores it; {@link #stored} reads it back. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(KafkaKeys.BOOTSTRAP_SERVERS, bootstrapServers);
        map.put(KafkaKeys.REPORT_TOPIC, reportTopic);
        map.put(KafkaKeys.DEAD_LETTER_TOPIC, deadLetterTopic);
        map.put(KafkaKeys.EVENT_TOPIC, eventTopic);
        map.put(KafkaKeys.CREATE_TOPICS, createTopics);
        map.put(KafkaKeys.PARTITIONS, (long) partitions);
        map.put(
                KafkaKeys.REPLICATION_FACTOR,
                replicationFactor == null ? null : (Object) replicationFactor.longValue());
        map.put(KafkaKeys.RETENTION, retention.toSeconds() + "s");
        map.put(KafkaKeys.SECURITY, security.asMap());
        return map;
    }

    /** Reads what {@link #asMap} gave; what is missing has its default. */
    static KafkaSettings stored(Map<?, ?> map) {
        return new KafkaSettings(
                map.get(KafkaKeys.BOOTSTRAP_SERVERS) instanceof List<?> servers
                        ? servers.stream().map(String::valueOf).toList()
                        : DEFAULT.bootstrapServers,
                text(map.get(KafkaKeys.REPORT_TOPIC), DEFAULT.reportTopic),
                text(map.get(KafkaKeys.DEAD_LETTER_TOPIC), DEFAULT.deadLetterTopic),
                text(map.get(KafkaKeys.EVENT_TOPIC), DEFAULT.eventTopic),
                map.get(KafkaKeys.CREATE_TOPICS) instanceof Boolean create ? create : DEFAULT.createTopics,
                map.get(KafkaKeys.PARTITIONS) instanceof Number number ? number.intValue() : DEFAULT.partitions,
                map.get(KafkaKeys.REPLICATION_FACTOR) instanceof Number number ? (Integer) number.intValue() : null,
                map.get(KafkaKeys.RETENTION) instanceof String retention
                        ? DurationText.parse(retention).orElse(DEFAULT.retention)
                        : DEFAULT.retention,
                map.get(KafkaKeys.SECURITY) instanceof Map<?, ?> security
                        ? KafkaSecurity.stored(security)
                        : KafkaSecurity.NONE);
    }

    private static String text(@Nullable Object stored, String otherwise) {
        return stored instanceof String text ? text : otherwise;
    }
}
