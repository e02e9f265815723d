package io.trialog.adapter.kafka;

import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.engine.Rejection;
import io.trialog.metric.ConsumeReports;
import io.trialog.metric.ReportResult;
import io.trialog.spi.training.AttemptKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to the engine, in order: a few may be on their way while the next is read. An engine that is busy holds up
 * reading. One thread.
 */
final class ReportWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReportWriter.class);
    private static final int MAX_UNDER_WAY = 3;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(5);

    private record Refused(ConsumerRecord<byte[], byte[]> record, Judged.Poison poison) {}

    private final Topic topic;
    private final Function<ConsumeReports, CompletableFuture<Outcome<List<Outcome<List<ReportResult>>>>>> engine;
    private final DeadLetters deadLetters;
    private final ReadingProgress progress;
    private final KafkaMonitor monitor;
    /** Shared with later writers of the same topic. */
    private final SortedMap<Integer, Long> recorded;

    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private final Queue<Refused> refused = new ConcurrentLinkedQueue<>();
    /** Read, and not worth a command of its own. */
    private final SortedMap<Integer, Long> held = new TreeMap<>();

    /**
     * @param recorded the next offset by partition as the log has it; kept up to date; safe for any thread
     */
    ReportWriter(
            Topic topic,
            KafkaDependencies needed,
            DeadLetters deadLetters,
            ReadingProgress progress,
            SortedMap<Integer, Long> recorded) {
        this.topic = topic;
        this.engine = needed.commands();
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.monitor = needed.monitor();
        this.recorded = recorded;
    }

    /** Takes a batch over. Its dead letters are acknowledged before its offsets are recorded. */
    void write(ReportBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        deadLetters.awaitAcknowledgements();
        if (batch.mustBeRecorded()) {
            held.forEach((partition, offset) -> batch.next().putIfAbsent(partition, offset));
            held.clear();
            submit(batch);
        } else {
            held.putAll(batch.next());
            CompletableFuture<Void> before = underWay.peekLast();
            Map<Integer, Long> next = new TreeMap<>(batch.next());
            if (before == null) {
                progress.reached(topic.source(), next);
            } else {
                underWay.addLast(before.thenRun(() -> progress.reached(topic.source(), next)));
            }
        }
        forgetDone();
    }

    /** Records offsets that were not worth a command so far. */
    void flush() {
        if (!held.isEmpty()) {
            ReportBatch batch = new ReportBatch();
            held.forEach(batch::readTo);
            held.clear();
            submit(batch);
        }
        buryRefused();
    }

    /** Returns when everything that was written is recorded. */
    void finish() {
        flush();
        while (!underWay.isEmpty()) {
            underWay.removeFirst().join();
        }
        buryRefused();
    }

    private void submit(ReportBatch batch) {
        while (underWay.size() >= MAX_UNDER_WAY) {
            underWay.removeFirst().join();
        }
        ConsumeReports command = batch.command(topic.source());
        CompletableFuture<Outcome<List<Outcome<List<ReportResult>>>>> outcome = engine.apply(command);
        while (rejection(outcome) == ErrorCode.BUSY) {
            BrokerWatch.pause(BUSY_PAUSE); // a busy engine says so at once: nothing later overtakes this
            outcome = engine.apply(command);
        }
        underWay.addLast(outcome.thenAccept(decided -> decided(batch, decided)));
    }

    private static ErrorCode rejection(CompletableFuture<? extends Outcome<?>> outcome) {
        return outcome.isDone() && outcome.join() instanceof Outcome.Rejected<?> rejected
                ? rejected.rejection().code()
                : ErrorCode.INTERNAL;
    }

    /** On a thread of the engine's. */
    private void decided(ReportBatch batch, Outcome<List<Outcome<List<ReportResult>>>> outcome) {
        List<AttemptKey> keys = new ArrayList<>(batch.reporters());
        if (outcome instanceof Outcome.Accepted<List<Outcome<List<ReportResult>>>> accepted) {
            recorded.putAll(batch.next());
            for (int i = 0; i < keys.size(); i++) {
                if (accepted.reply().get(i) instanceof Outcome.Rejected<List<ReportResult>> no) {
                    refuse(batch, keys.get(i), no.rejection());
                }
            }
            monitor.recorded(topic.name(), batch.reports());
        } else if (outcome instanceof Outcome.Rejected<List<Outcome<List<ReportResult>>>> no) {
            if (no.rejection().code() == ErrorCode.UNAVAILABLE) {
                return; // the server stops; the next one reads them again
            }
            LOG.error("reports of topic {} were refused: {}", topic.name(), no.rejection());
            keys.forEach(key -> refuse(batch, key, no.rejection()));
        }
        progress.reached(topic.source(), batch.next());
    }

    /** An experiment may be deleted after its record was judged. */
    private void refuse(ReportBatch batch, AttemptKey key, Rejection rejection) {
        for (ConsumerRecord<byte[], byte[]> record : batch.records(key)) {
            refused.add(new Refused(record, new Judged.Poison(PoisonKind.UNKNOWN, rejection.message())));
        }
    }

    private void buryRefused() {
        for (Refused next = refused.poll(); next != null; next = refused.poll()) {
            deadLetters.send(topic, next.record(), next.poison());
        }
        deadLetters.awaitAcknowledgements();
    }

    private void forgetDone() {
        while (!underWay.isEmpty() && underWay.peekFirst().isDone()) {
            underWay.removeFirst();
        }
        if (!refused.isEmpty()) {
            buryRefused();
        }
    }
}
