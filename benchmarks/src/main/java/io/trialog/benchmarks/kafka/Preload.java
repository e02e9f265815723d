package io.trialog.benchmarks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.benchmarks.reports.Invitation;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic with records as trials send them. */
final class Preload {

    private Preload() {}

    /** Sends records of trials in turn, and returns when all are acknowledged. */
    static void send(String brokers, String topic, List<Invitation> trials, IngestPlan.Size size) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 5, "batch.size", 256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < size.records(); i++) {
                Invitation trial = trials.get(i % trials.size());
                String key = trial.key().experimentId() + "/" + trial.key().trialNumber();
                long first = (long) (i / trials.size()) * size.reports();
                byte[] value = message(trial, first, size.reports()).getBytes(UTF_8);
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value), (sent, problem) -> {
                            if (problem != null) {
                                failure.set(problem);
                            }
                        });
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("the topic cannot be filled", problem);
        }
    }

    private static String message(Invitation trial, long first, int reports) {
        StringJoiner all = new StringJoiner(",", "[", "]");
        for (long sequence = first; sequence < first + reports; sequence++) {
            all.add("{\"sequence\":" + sequence + ",\"kind\":\"intermediate\",\"value\":0." + (100_000 + sequence)
                    + ",\"at\":\"2026-11-28T10:00:00.123Z\"}");
        }
        return "{\"attempt\":" + trial.key().attempt() + ",\"token\":\"" + trial.token() + "\",\"reports\":" + all
                + "}";
    }
}
