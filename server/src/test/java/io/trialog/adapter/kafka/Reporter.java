package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records as trials do, and as others do that should not. */
final class Reporter implements AutoCloseable {

    private final String topic;
    private final TrialTokens tokens;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    Reporter(String servers, String topic, TrialTokens tokens) {
        this.topic = topic;
        this.tokens = tokens;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "acks",
                        "all",
                        "max.request.size",
                        16 * 1024 * 1024,
                        // otherwise it forgets its topics when nobody answers, and send() waits until somebody does
                        "metadata.recovery.strategy",
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** One record with intermediate reports of a trial's first attempt. */
    Reporter report(long trial, long... sequences) {
        AttemptKey key = new AttemptKey(KafkaFixture.X.value(), trial, 1);
        return record(key(trial), message(1, tokens.of(key), sequences));
    }

    static String key(long trial) {
        return KafkaFixture.X + "/" + trial;
    }

    static String message(int attempt, String token, long... sequences) {
        String reports = LongStream.of(sequences)
                .mapToObj(sequence ->
                        "{\"sequence\": " + sequence + ", \"kind\": \"intermediate\", \"value\": " + sequence + "}")
                .collect(Collectors.joining(", "));
        return "{\"attempt\": " + attempt + ", \"token\": \"" + token + "\", \"reports\": [" + reports + "]}";
    }

    Reporter record(@Nullable String key, @Nullable String value) {
        return record(null, key, value, null);
    }

    /** Any record; in a partition, if one is given, and for a server, if one is given. */
    Reporter record(
            @Nullable Integer partition, @Nullable String key, @Nullable String value, @Nullable String server) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                partition,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
        if (server != null) {
            record.headers().add(RecordJudge.SERVER, server.getBytes(UTF_8));
        }
        sent.add(producer.send(record));
        return this;
    }

    /** A record of the past. */
    Reporter old(String key, String value, long timestamp) {
        sent.add(producer.send(
                new ProducerRecord<>(topic, null, timestamp, key.getBytes(UTF_8), value.getBytes(UTF_8))));
        return this;
    }

    /** Returns when all is acknowledged. */
    Reporter acknowledged() throws Exception {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        sent.clear();
        return this;
    }

    @Override
    public void close() {
        producer.close();
    }
}
