package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic of reports for all experiments that use it, whatever brokers do. Any thread may call it. */
final class ReportConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final BrokerWatch watch;
    private final KafkaSettings settings;
    private final KafkaDependencies needed;
    private final RecordedOffsets offsets;
    private final Instant since;
    private final ReadingProgress progress;
    private final BrokerLoop loop;

    /**
     * @param settings of the first experiment that uses the topic: where to create it, and where dead letters go
     * @param since when that was created: what came into the topic long before is of no meaning here
     */
    ReportConsumer(
            BrokerWatch watch,
            KafkaSettings settings,
            KafkaDependencies needed,
            RecordedOffsets offsets,
            Instant since) {
        this.since = since;
        this.watch = watch;
        this.settings = settings;
        this.needed = needed;
        this.offsets = offsets;
        this.progress = new ReadingProgress(watch, settings.reportTopic());
        String place = " [topic: " + settings.reportTopic() + ", brokers: "
                + watch.connection().address() + "]";
        Outage trouble = new Outage(
                LOG,
                "reports cannot be read from Kafka: %s; trying again and again" + place,
                "reports are read from Kafka again, after %s" + place,
                System::nanoTime);
        this.loop = new BrokerLoop("trialog-kafka-reports", watch::isAway, trouble, PAUSE, this::read);
    }

    void start() {
        loop.start();
    }

    /** Completes when all reports are recorded that are in the topic now. */
    CompletableFuture<Void> recorded() {
        return progress.end();
    }

    private void read() {
        try (DeadLetters deadLetters =
                new DeadLetters(watch, new Topics(watch, settings), settings.deadLetterTopic(), needed.monitor())) {
            RecordJudge judge = new RecordJudge(needed.tokens().serverId(), needed.board(), needed.tokens());
            loop.repeat(() -> read(judge, deadLetters));
        }
    }

    private void read(RecordJudge judge, DeadLetters deadLetters) {
        try (ReportSession session =
                new ReportSession(watch, settings, needed, judge, deadLetters, progress, since, offsets)) {
            session.run(loop::works);
        }
    }

    /** Ends the reading; what was read is recorded. */
    @Override
    public void close() {
        loop.close(CLOSING);
    }
}
