package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the dead letters that a server sent and did not get to record, because it was killed in between: it reads the few at the
 * end of their topic. Without the right to read there, those are sent twice.
 */
final class SentDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(SentDeadLetters.class);
    /** How far the clocks of brokers may be off. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BrokerWatch watch;
    private final Topics topics;
    private final String name;

    /**
     * @param name of the topic of dead letters
     */
    SentDeadLetters(BrokerWatch watch, Topics topics, String name) {
        this.watch = watch;
        this.topics = topics;
        this.name = name;
    }

    /**
     * The places of records of a topic that are among the dead letters.
     *
     * @param since when the newest event was recorded: what was sent before is recorded
     * @param next from which offset on by partition; smaller ones are recorded
     */
    Set<DeadLetters.Place> of(Topic topic, Instant since, Map<Integer, Long> next) {
        try {
            return read(topic, since.minus(MARGIN), next);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("topic {} is not looked at", name, e);
            return Set.of();
        }
    }

    private Set<DeadLetters.Place> read(Topic topic, Instant since, Map<Integer, Long> next) {
        Topic letters = topics.find(name);
        Map<TopicPartition, Long> from = new HashMap<>();
        for (int partition = 0; partition < letters.partitions(); partition++) {
            from.put(new TopicPartition(name, partition), since.toEpochMilli());
        }
        Map<String, Object> properties = ClientProperties.of(watch.connection());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BrokerWatch.PATIENCE.toMillis());
        Set<DeadLetters.Place> found = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            Map<TopicPartition, @Nullable OffsetAndTimestamp> begins = new HashMap<>(consumer.offsetsForTimes(from));
            begins.values().removeIf(begin -> begin == null);
            consumer.assign(begins.keySet());
            begins.forEach((partition, begin) -> {
                if (begin != null) {
                    consumer.seek(partition, begin.offset());
                }
            });
            while (begins.keySet().stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(BrokerWatch.EVERY)) {
                    add(letter, topic, next, found);
                }
                if (watch.isAway() || System.nanoTime() > deadline) {
                    throw new KafkaException("the broker takes too long");
                }
            }
        }
        return found;
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> letter, Topic topic, Map<Integer, Long> next, Set<DeadLetters.Place> found) {
        String id = topic.id().toString();
        if (id.equals(text(letter, DeadLetters.TOPIC_ID))) {
            int partition = Integer.parseInt(text(letter, DeadLetters.PARTITION));
            long offset = Long.parseLong(text(letter, DeadLetters.OFFSET));
            if (offset >= next.getOrDefault(partition, 0L)) {
                found.add(new DeadLetters.Place(id, partition, offset));
            }
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
