package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records go that cannot be used: key, value and headers as they came, and headers that say why and where from. When
 * that topic does not take one, the reason is in the program's log only, and reading goes on. One thread.
 */
final class DeadLetters implements AutoCloseable {

    static final String REASON = "trialog-reason";
    static final String TOPIC = "trialog-topic";
    static final String TOPIC_ID = "trialog-topic-id";
    static final String PARTITION = "trialog-partition";
    static final String OFFSET = "trialog-offset";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For how long it is not tried again when it took long to be refused. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final int PATIENT_FAILURES = 5;

    private record Sent(
            ConsumerRecord<byte[], byte[]> record,
            Judged.Poison poison,
            ProducerRecord<byte[], byte[]> letter,
            Future<RecordMetadata> acknowledgement) {}

    /** Where a record was. */
    record Place(String topicId, int partition, long offset) {}

    private final BrokerWatch watch;
    private final Topics topics;
    private final String name;
    private final KafkaMonitor monitor;
    private final List<Sent> sent = new ArrayList<>();
    private final Set<Place> earlier = new HashSet<>();
    private final Set<PoisonKind> told = EnumSet.noneOf(PoisonKind.class);
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean isThere;
    private boolean isRefusing;
    private long pausedSince;
    private boolean isPaused;

    /**
     * @param name of the topic
     */
    DeadLetters(BrokerWatch watch, Topics topics, String name, KafkaMonitor monitor) {
        this.watch = watch;
        this.topics = topics;
        this.name = name;
        this.monitor = monitor;
    }

    /** These were sent by a server that ended before it could record that. */
    void skip(Set<Place> places) {
        earlier.addAll(places);
    }

    /** Sends a record; {@link #awaitAcknowledgements} waits for it. */
    void send(Topic topic, ConsumerRecord<byte[], byte[]> record, Judged.Poison poison) {
        if (earlier.remove(new Place(topic.id().toString(), record.partition(), record.offset()))) {
            return;
        }
        if (told.add(poison.kind())) {
            LOG.warn(
                    "a record of topic {} cannot be used and is in topic {}; others of its kind are counted only: {}"
                            + " [partition: {}, offset: {}]",
                    record.topic(),
                    name,
                    poison.reason(),
                    record.partition(),
                    record.offset());
        }
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(name, null, record.key(), record.value(), record.headers());
        letter.headers()
                .add(REASON, poison.reason().getBytes(UTF_8))
                .add(TOPIC, record.topic().getBytes(UTF_8))
                .add(TOPIC_ID, topic.id().toString().getBytes(UTF_8))
                .add(PARTITION, String.valueOf(record.partition()).getBytes(UTF_8))
                .add(OFFSET, String.valueOf(record.offset()).getBytes(UTF_8));
        sent.add(new Sent(record, poison, letter, deliver(letter)));
    }

    /** Returns when everything sent is acknowledged, or refused for good. */
    void awaitAcknowledgements() {
        sent.forEach(this::await);
        sent.clear();
    }

    private void await(Sent letter) {
        Future<RecordMetadata> acknowledgement = letter.acknowledgement();
        int failures = 0;
        while (true) {
            try {
                Answer.of(acknowledgement);
                monitor.deadLetter(letter.record().topic(), letter.poison().kind());
                isRefusing = false;
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                isThere = false;
                failures++;
                if (!mayPass(e) || isPausing() || (failures >= PATIENT_FAILURES && !watch.isAway())) {
                    refused(letter, e);
                    return;
                }
            }
            BrokerWatch.pause(RETRY_PAUSE);
            watch.awaitAnswer(); // nothing can be read now, either: reading is not held up by this
            acknowledgement = deliver(letter.letter());
        }
    }

    private static boolean mayPass(KafkaException failure) {
        return failure instanceof RetriableException || failure instanceof InvalidReplicationFactorException;
    }

    private boolean isPausing() {
        return isPaused && System.nanoTime() - pausedSince < PAUSE.toNanos();
    }

    private Future<RecordMetadata> deliver(ProducerRecord<byte[], byte[]> letter) {
        if (isPausing()) {
            return CompletableFuture.failedFuture(new TimeoutException("it did not answer a moment ago"));
        }
        isPaused = false;
        try {
            if (!isThere) {
                topics.findOrCreate(name);
                isThere = true;
            }
            return producer().send(letter);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            Map<String, Object> properties = ClientProperties.of(watch.connection());
            properties.put(ProducerConfig.ACKS_CONFIG, "all");
            properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES); // how large, the broker decides
            properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_REQUEST_BYTES);
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BrokerWatch.PATIENCE.toMillis());
            properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BrokerWatch.PATIENCE.toMillis());
            properties.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
            properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            known = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            producer = known;
        }
        return known;
    }

    private void refused(Sent letter, KafkaException cause) {
        if (mayPass(cause) && !isPausing()) {
            isPaused = true;
            pausedSince = System.nanoTime();
        }
        monitor.deadLetterRefused(letter.record().topic());
        String text =
                "topic {} does not take a record that cannot be used ({}), so this line is all that is left of it: {}"
                        + " [topic: {}, partition: {}, offset: {}]";
        Object[] values = {
            name,
            Outage.reason(cause),
            letter.poison().reason(),
            letter.record().topic(),
            letter.record().partition(),
            letter.record().offset()
        };
        if (isRefusing) {
            LOG.info(text, values);
        } else {
            LOG.warn(text, values);
        }
        isRefusing = true;
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> closing = producer;
        if (closing != null) {
            closing.close(Duration.ZERO);
        }
    }
}
