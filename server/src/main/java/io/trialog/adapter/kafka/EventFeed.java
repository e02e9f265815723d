package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.EventType;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.KafkaSettings;
import io.trialog.experiment.TransportSettings;
import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of experiments to a topic, in order, each at least once: the log is read from a remembered position, some
 * events at a time, and the position is remembered when they are acknowledged. However long brokers are away, no more than those
 * are in memory. On a thread of its own.
 */
final class EventFeed implements AutoCloseable {

    static final String POSITION = "position";
    static final String TYPE = "type";

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_BYTES = 1024 * 1024;
    /** So many events of others are passed over at a time. */
    private static final int MAX_SCANNED = 100_000;
    /** No event is larger; how large one may be, the broker decides. */
    private static final int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);

    /** An event on its way. */
    private record Line(long position, ExperimentId experiment, ProducerRecord<byte[], byte[]> record) {}

    /** Some of the log: all up to a position. */
    private static final class Chunk {
        private final List<Line> lines = new ArrayList<>();
        private final List<ExperimentId> deleted = new ArrayList<>();
        private int bytes;
        private int scanned;
        private long last;
    }

    private final BrokerWatch watch;
    private final KafkaSettings settings;
    private final KafkaDependencies needed;
    private final String topic;
    private final FeedPosition file;
    private final EventLines lines = new EventLines();
    private final Semaphore news = new Semaphore(0);
    private final BrokerLoop loop;

    private long position;
    private Set<ExperimentId> experiments = Set.of();
    private boolean isChanged;
    private long writtenAt = System.nanoTime();

    /**
     * @param settings of the first experiment that feeds the topic: where to create it
     */
    EventFeed(BrokerWatch watch, KafkaSettings settings, KafkaDependencies needed) {
        this.watch = watch;
        this.settings = settings;
        this.needed = needed;
        this.topic = settings.eventTopic();
        this.file = new FeedPosition(needed.feeds(), watch.connection(), topic);
        String place = " [topic: " + topic + ", brokers: " + watch.connection().address() + "]";
        Outage trouble = new Outage(
                LOG,
                "events cannot be sent to Kafka: %s; trying again and again" + place,
                "events are sent to Kafka again, after %s" + place,
                System::nanoTime);
        this.loop = new BrokerLoop("trialog-kafka-feed", watch::isAway, trouble, PAUSE, this::feed);
    }

    void start() {
        loop.start();
    }

    private void feed() {
        Consumer<List<RecordedEvent>> bell = events -> {
            if (news.availablePermits() == 0) {
                news.release();
            }
        };
        needed.feed().subscribe(bell);
        try {
            begin();
            loop.repeat(this::connectAndSend);
        } finally {
            needed.feed().unsubscribe(bell);
            writePosition();
        }
    }

    private void begin() {
        FeedPosition.State state = file.read();
        experiments = state.experiments();
        position = state.position() >= 0 ? state.position() : beginning() - 1;
        isChanged = state.position() < 0;
    }

    /** Where the first of the experiments begins that are fed to this topic. */
    private long beginning() {
        return needed.board().experiments().stream()
                .filter(summary -> isFed(summary.config()))
                .map(ExperimentSummary::id)
                .mapToLong(id -> needed.board().beginning(id).orElse(Long.MAX_VALUE))
                .min()
                .orElse(1);
    }

    private boolean isFed(ExperimentConfig config) {
        TransportSettings transport = config.transport();
        return transport.feedsKafka()
                && transport.kafka().eventTopic().equals(topic)
                && Connection.of(transport.kafka())
                        .address()
                        .equals(watch.connection().address());
    }

    private void connectAndSend() {
        new Topics(watch, settings).findOrCreate(topic);
        Producer<byte[], byte[]> producer = producer();
        try {
            while (!loop.isClosing()) {
                send(producer);
                loop.works();
            }
        } finally {
            producer.close(Duration.ZERO); // not close(): that waits for what is not acknowledged
        }
    }

    private void send(Producer<byte[], byte[]> producer) {
        Chunk chunk = read();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(chunk.lines.size());
        for (Line line : chunk.lines) {
            acknowledgements.add(producer.send(line.record()));
        }
        for (int i = 0; i < acknowledgements.size(); i++) {
            await(acknowledgements.get(i), chunk.lines.get(i));
        }
        boolean isNew = chunk.last > position;
        position = chunk.last;
        experiments.removeAll(chunk.deleted);
        isChanged |= !chunk.lines.isEmpty() || chunk.scanned >= MAX_SCANNED;
        needed.monitor().fed(topic, chunk.lines.size());
        needed.monitor().feedLag(topic, Math.max(0, needed.log().lastPosition() - position));
        if (System.nanoTime() - writtenAt > WRITE_EVERY.toNanos()) {
            writePosition();
        }
        if (!isNew) {
            awaitNews();
        }
    }

    private Chunk read() {
        Chunk chunk = new Chunk();
        chunk.last = position;
        needed.log().read(position + 1, recorded -> {
            add(recorded, chunk);
            return chunk.lines.size() < MAX_EVENTS && chunk.bytes < MAX_BYTES && chunk.scanned < MAX_SCANNED;
        });
        return chunk;
    }

    private void add(RecordedEvent recorded, Chunk chunk) {
        chunk.scanned++;
        chunk.last = recorded.position();
        if (!(recorded.event() instanceof ExperimentEvent event)) {
            return;
        }
        ExperimentId experiment = event.experiment();
        if (event instanceof ExperimentCreated created && isFed(ExperimentConfig.stored(created.configuration()))) {
            experiments.add(experiment);
            chunk.deleted.remove(experiment);
        }
        if (!experiments.contains(experiment) || chunk.deleted.contains(experiment)) {
            return;
        }
        if (event instanceof ExperimentDeleted) {
            chunk.deleted.add(experiment);
        }
        byte[] line = lines.format(recorded).getBytes(UTF_8);
        chunk.bytes += line.length;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, experiment.value().getBytes(UTF_8), line);
        record.headers()
                .add(POSITION, Long.toString(recorded.position()).getBytes(UTF_8))
                .add(
                        TYPE,
                        event.getClass().getAnnotation(EventType.class).value().getBytes(UTF_8));
        chunk.lines.add(new Line(recorded.position(), experiment, record));
    }

    private void await(Future<RecordMetadata> acknowledgement, Line line) {
        while (true) {
            try {
                acknowledgement.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (!watch.isAway()) {
                    // the topic may be gone: look, and send these again
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "no acknowledgement within " + PATIENCE.toSeconds() + " s", e);
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                    LOG.warn(
                            "an event is too large for its topic and is left out: {} [topic: {}, experiment: {}, position:"
                                    + " {}]",
                            tooLarge.getMessage(),
                            topic,
                            line.experiment(),
                            line.position());
                    return;
                }
                throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private void awaitNews() {
        writePosition();
        try {
            if (news.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void writePosition() {
        if (isChanged) {
            isChanged = false;
            writtenAt = System.nanoTime();
            file.write(new FeedPosition.State(position, experiments));
        }
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = ClientProperties.of(watch.connection());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // nothing expires: what came after it could otherwise arrive before it
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BrokerWatch.PATIENCE.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BrokerWatch.PATIENCE.toMillis());
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) MAX_REQUEST_BYTES + 2 * MAX_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Ends the sending; what was not acknowledged is sent again by the next server. */
    @Override
    public void close() {
        loop.close(CLOSING);
    }
}
