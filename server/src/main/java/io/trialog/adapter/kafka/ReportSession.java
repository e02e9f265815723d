package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSettings;
import io.trialog.spi.training.AttemptKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic, from where the log says, for as long as it is this topic and a broker gives records. All its partitions are
 * its own, without a group: offsets are in the log, and a server that starts need not wait until its dead predecessor is
 * missed. One thread.
 */
final class ReportSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportSession.class);

    private static final Duration POLL = Duration.ofMillis(500);
    /** So many polls without records, and without an error, say that there are none. */
    private static final int CONVINCING_POLLS = 10;

    private static final int MAX_POLL_RECORDS = 2_000;
    /** More are more commands: other work of the engine must not wait for long. */
    private static final int MAX_BATCH_REPORTS = 4_000;
    /** A command is recorded for heartbeats alone when there were none for so long. */
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(10);
    /** Trials that were started before their experiment was created do not exist; clocks may be off. */
    private static final Duration BEFORE_CREATION = Duration.ofHours(1);

    private final BrokerWatch watch;
    private final KafkaDependencies needed;
    private final Topics topics;
    private final Topic topic;
    private final RecordJudge judge;
    private final DeadLetters deadLetters;
    private final ReportWriter writer;
    private final SortedMap<Integer, Long> recorded;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String group;

    private int partitions;
    private long lookedAt = System.nanoTime();
    private long flushedAt = System.nanoTime();
    private @Nullable KafkaFuture<TopicDescription> looking;
    private Map<Integer, Long> told = Map.of();

    /**
     * Finds the topic and its beginning.
     *
     * @param since when the first experiment that uses it was created
     * @param sources the next offsets as the log has them, by source
     */
    ReportSession(
            BrokerWatch watch,
            KafkaSettings settings,
            KafkaDependencies needed,
            RecordJudge judge,
            DeadLetters deadLetters,
            ReadingProgress progress,
            Instant since,
            RecordedOffsets sources) {
        this.watch = watch;
        this.needed = needed;
        this.judge = judge;
        this.deadLetters = deadLetters;
        this.group = "trialog-" + needed.tokens().serverId();
        this.topics = new Topics(watch, settings);
        this.topic = topics.findOrCreate(settings.reportTopic());
        this.partitions = topic.partitions();
        this.recorded = sources.of(topic.source());
        this.writer = new ReportWriter(topic, needed, deadLetters, progress, recorded);
        prepareDeadLetters(settings.deadLetterTopic());
        boolean isNew = recorded.isEmpty();
        Map<Integer, Long> from = isNew ? byTime(since.minus(BEFORE_CREATION)) : new TreeMap<>(recorded);
        if (isNew) {
            recordBeginning(from);
        }
        progress.begin(topic.source(), from);
        this.consumer = consumer();
        begin(from);
        LOG.info("reading reports [topic: {}, from: {}]", topic.source(), from);
    }

    /** From here on, a partition without a recorded offset is one that was added later. */
    private void recordBeginning(Map<Integer, Long> from) {
        ReportBatch beginning = new ReportBatch();
        from.forEach(beginning::readTo);
        beginning.mustBeRemembered();
        writer.write(beginning);
        writer.finish();
    }

    private void prepareDeadLetters(String name) {
        try {
            topics.findOrCreate(name);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("topic {} is not there yet; it is tried again when it is needed", name, e);
        }
        if (!recorded.isEmpty()) {
            needed.log()
                    .at(needed.log().lastPosition())
                    .ifPresent(last ->
                            deadLetters.skip(new SentDeadLetters(watch, topics, name).of(topic, last.at(), recorded)));
        }
    }

    /**
     * Reads until this is another topic; an {@link org.apache.kafka.common.errors.InterruptException} ends it, too.
     *
     * @param works told again and again that reading works. That a session has begun does not say so: who may look at a topic may
     *     not be allowed to read it
     */
    void run(Runnable works) {
        int quiet = 0;
        while (isSameTopic()) {
            try {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                quiet = records.isEmpty() ? quiet + 1 : CONVINCING_POLLS;
                if (quiet >= CONVINCING_POLLS) {
                    works.run();
                }
                take(records);
            } catch (OffsetOutOfRangeException e) {
                if (!goOn(e.offsetOutOfRangePartitions())) {
                    return;
                }
            }
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            needed.monitor().read(topic.name(), records.count());
        }
        ReportBatch batch = new ReportBatch();
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                take(record, batch);
                batch.readTo(record.partition(), record.offset() + 1);
                if (batch.reports() >= MAX_BATCH_REPORTS) {
                    write(batch);
                    batch = new ReportBatch();
                }
            }
        }
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                records.nextOffsets().entrySet()) {
            batch.readTo(next.getKey().partition(), next.getValue().offset());
        }
        write(batch);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, ReportBatch batch) {
        Judged judged = judge.judge(record);
        if (judged instanceof Judged.Reports reports) {
            batch.add(reports, record);
        } else if (judged instanceof Judged.Poison poison) {
            deadLetters.send(topic, record, poison);
            batch.mustBeRemembered();
        }
    }

    private void write(ReportBatch batch) {
        for (AttemptKey key : batch.reporters()) {
            needed.signsOfLife().reported(key);
        }
        for (AttemptKey key : batch.heartbeats()) {
            needed.signsOfLife().heartbeat(key);
        }
        writer.write(batch);
    }

    /** Every few seconds: is it the same topic, has it more partitions, how much is there to read? */
    private boolean isSameTopic() {
        long now = System.nanoTime();
        KafkaFuture<TopicDescription> answer = looking;
        if (answer != null && answer.isDone()) {
            looking = null;
            return isSame(answer);
        }
        if (answer == null && now - lookedAt > BrokerWatch.EVERY.toNanos()) {
            lookedAt = now;
            looking = Topics.describe(watch.admin(), topic.name());
            tellLag();
            tellOffsets();
        }
        if (now - flushedAt > FLUSH_EVERY.toNanos()) {
            flushedAt = now;
            writer.flush();
        }
        return true;
    }

    private boolean isSame(Future<TopicDescription> answer) {
        Topic found;
        try {
            found = Topic.of(Answer.of(answer));
        } catch (RetriableException e) {
            // away: the watch tells. Deleted: the next session makes it again, or tells
            return !(e instanceof UnknownTopicOrPartitionException);
        }
        if (!found.id().equals(topic.id())) {
            LOG.info("topic {} was made anew, and is read from its beginning", topic.name());
            return false;
        }
        if (found.partitions() > partitions) {
            LOG.info("topic {} has {} partitions now, {} before", topic.name(), found.partitions(), partitions);
            List<TopicPartition> added = partitions(partitions, found.partitions());
            partitions = found.partitions();
            consumer.assign(partitions(0, partitions));
            consumer.seekToBeginning(added);
        }
        return true;
    }

    private void tellLag() {
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition)
                    .ifPresent(lag -> needed.monitor().lag(topic.name(), partition.partition(), lag));
        }
    }

    /** For tools that show how far behind a group is; nobody reads it here. */
    private void tellOffsets() {
        Map<Integer, Long> now = new TreeMap<>(recorded);
        if (!now.equals(told)) {
            told = now;
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            now.forEach((partition, offset) ->
                    offsets.put(new TopicPartition(topic.name(), partition), new OffsetAndMetadata(offset)));
            KafkaFuture<Void> unused = watch.admin()
                    .alterConsumerGroupOffsets(group, offsets)
                    .all()
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.debug("the offsets of group {} are not told", group, failure);
                        }
                    });
        }
    }

    /** Records were deleted before they were read. False when that is so because it is another topic. */
    private boolean goOn(Map<TopicPartition, Long> wanted) {
        if (!topics.find(topic.name()).id().equals(topic.id())) {
            return false;
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        wanted.keySet().forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                Answer.of(watch.admin().listOffsets(asked).all());
        wanted.forEach((partition, offset) -> {
            long begin = Objects.requireNonNull(begins.get(partition)).offset();
            long lost = Math.max(0, begin - offset);
            LOG.warn(
                    "{} records of topic {} were deleted before they were read, and the reports in them are lost, unless trials"
                            + " sent them over HTTP, too: the topic's retention is too short, or the server was away for too long"
                            + " [partition: {}, read to: {}, goes on at: {}]",
                    lost,
                    topic.name(),
                    partition.partition(),
                    offset,
                    begin);
            needed.monitor().lost(topic.name(), lost);
            consumer.seek(partition, begin);
        });
        return true;
    }

    /** The offsets of the first records that came at a time or later. */
    private Map<Integer, Long> byTime(Instant time) {
        Admin admin = watch.admin();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> since = new HashMap<>();
        for (TopicPartition partition : partitions(0, partitions)) {
            latest.put(partition, OffsetSpec.latest());
            since.put(partition, OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli())));
        }
        // in this order: what comes in between is found by its time
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                Answer.of(admin.listOffsets(latest).all());
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                Answer.of(admin.listOffsets(since).all());
        Map<Integer, Long> offsets = new TreeMap<>();
        begins.forEach((partition, begin) -> offsets.put(
                partition.partition(),
                begin.offset() >= 0
                        ? begin.offset()
                        : Objects.requireNonNull(ends.get(partition)).offset()));
        return offsets;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = ClientProperties.of(watch.connection());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BrokerWatch.PATIENCE.toMillis());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void begin(Map<Integer, Long> from) {
        consumer.assign(partitions(0, partitions));
        List<TopicPartition> added = new ArrayList<>();
        for (TopicPartition partition : partitions(0, partitions)) {
            Long offset = from.get(partition.partition());
            if (offset == null) {
                added.add(partition);
            } else {
                consumer.seek(partition, offset);
            }
        }
        if (!added.isEmpty()) {
            consumer.seekToBeginning(added);
        }
    }

    private List<TopicPartition> partitions(int from, int to) {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = from; partition < to; partition++) {
            all.add(new TopicPartition(topic.name(), partition));
        }
        return all;
    }

    /** Records what was read; what is on its way gets there. */
    @Override
    public void close() {
        try {
            writer.finish();
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
