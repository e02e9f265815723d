package io.trialog.sdk;

import io.trialog.testbroker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic for the reports of one test, read as a server would, which checks that each record keeps to the protocol. */
final class ReportTopic implements AutoCloseable {

    private static final int PARTITIONS = 3;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Long> arrivals = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Set<Integer> partitions = new TreeSet<>();
    private int heartbeats;

    private ReportTopic(TestBroker broker, String name) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            all.add(new TopicPartition(name, partition));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    static ReportTopic create(TestBroker broker, String name, Map<String, String> settings) throws Exception {
        try (Admin admin = broker.admin()) {
            NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
        }
        return new ReportTopic(broker, name);
    }

    /** Reads on until the topic holds so many reports, each counted once. */
    void awaitReports(int count) {
        await(() -> sequences().size() >= count, count + " reports");
    }

    void awaitHeartbeats(int count) {
        await(() -> heartbeats >= count, count + " heartbeats");
    }

    /** Reads all that brokers have acknowledged by now. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        await(
                () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
                "the end");
    }

    private void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FakeServer.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " expected; there are " + arrivals);
            }
            poll(Duration.ofMillis(100));
        }
    }

    /** Reads what there is. */
    void poll(Duration patience) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            take(record);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        check("exp1/17", text(record.key()));
        check("abc", text(record.headers().lastHeader("server").value()));
        check(true, record.value().length <= 1024 * 1024);
        if (!(Json.parse(text(record.value())) instanceof Map<?, ?> fields)
                || !(fields.get("reports") instanceof List<?> reports)) {
            throw new AssertionError("not the protocol's: " + text(record.value()));
        }
        check(2L, fields.get("attempt"));
        check(FakeServer.TOKEN, fields.get("token"));
        check(true, reports.size() <= 500);
        for (Object report : reports) {
            Map<?, ?> one = (Map<?, ?>) report;
            check(Set.of("sequence", "kind", "value", "at"), one.keySet());
            arrivals.add((Long) one.get("sequence"));
        }
        batches.add(reports.size());
        partitions.add(record.partition());
        heartbeats += reports.isEmpty() ? 1 : 0;
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", but there is " + actual);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The numbers of the reports, in the order in which they came. */
    List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The numbers of the reports, each once. */
    Set<Long> sequences() {
        return new TreeSet<>(arrivals);
    }

    /** How many reports each record held. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** Where the records were. */
    Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
