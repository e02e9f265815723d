package io.trialog.experiment;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which ways an experiment's reports come and its events go, besides HTTP, which is always there.
 *
 * @param metrics how trials report
 * @param feed where events are sent to
 * @param kafka how Kafka is reached; of meaning only where one of the two is Kafka
 */
public record TransportSettings(MetricTransport metrics, EventFeed feed, KafkaSettings kafka) {

    /** How trials report. */
    public enum MetricTransport {
        /** To the server. */
        HTTP,
        /** To a Kafka topic; to the server when no broker answers. */
        KAFKA
    }

    /** Where events are sent to. */
    public enum EventFeed {
        /** Nowhere. */
        NONE,
        /** To a Kafka topic. */
        KAFKA
    }

    /** What holds where nothing is configured. */
    public static final TransportSettings DEFAULT =
            new TransportSettings(MetricTransport.HTTP, EventFeed.NONE, KafkaSettings.DEFAULT);

    public TransportSettings {
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(kafka, "kafka");
    }

    /** Whether reports may come over Kafka. */
    public boolean takesReportsFromKafka() {
        return metrics == MetricTransport.KAFKA;
    }

    /** Whether events go to Kafka. */
    public boolean feedsKafka() {
        return feed == EventFeed.KAFKA;
    }

    /** Whether a broker is needed at all. */
    public boolean usesKafka() {
        return takesReportsFromKafka() || feedsKafka();
    }

    /** The same for trials that report over HTTP alone. */
    TransportSettings withHttpReports() {
        return new TransportSettings(MetricTransport.HTTP, feed, kafka);
    }

    /** Reads it from a stored configuration; what is missing there, in old logs all of it, has its default. */
    static TransportSettings stored(Map<?, ?> configuration) {
        return new TransportSettings(
                Words.find(
                                MetricTransport.values(),
                                Words::lowerCase,
                                configuration.get(ExperimentKeys.METRIC_TRANSPORT))
                        .orElse(DEFAULT.metrics),
                Words.find(EventFeed.values(), Words::lowerCase, configuration.get(ExperimentKeys.EVENT_FEED))
                        .orElse(DEFAULT.feed),
                configuration.get(ExperimentKeys.KAFKA) instanceof Map<?, ?> kafka
                        ? KafkaSettings.stored(kafka)
                        : KafkaSettings.DEFAULT);
    }

    /** Adds it to a configuration to be stored. */
    void storeIn(Map<String, @Nullable Object> configuration) {
        configuration.put(ExperimentKeys.METRIC_TRANSPORT, Words.lowerCase(metrics));
        configuration.put(ExperimentKeys.EVENT_FEED, Words.lowerCase(feed));
        configuration.put(ExperimentKeys.KAFKA, usesKafka() ? kafka.asMap() : null);
    }
}
