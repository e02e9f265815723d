package io.trialog.benchmarks.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.benchmarks.kafka.IngestMeter.Ingest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A process with the ceiling: reads all partitions and parses each value with Jackson. No tokens, no checks, no disk. */
final class BareConsumer {

    private BareConsumer() {}

    /**
     * Reads until it has all.
     *
     * @param arguments brokers, topic, how many reports
     */
    public static void main(String[] arguments) throws IOException {
        String topic = arguments[1];
        IngestMeter meter = new IngestMeter(Long.parseLong(arguments[2]));
        ObjectMapper mapper = new ObjectMapper();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", arguments[0], "max.poll.records", 2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Optional<Ingest> done = Optional.empty();
            while (done.isEmpty()) {
                long reports = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    reports += mapper.readTree(record.value()).path("reports").size();
                }
                done = meter.count(reports);
            }
            System.out.println(done.get().line());
        }
    }
}
