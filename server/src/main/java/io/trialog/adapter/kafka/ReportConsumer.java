package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic of reports for all experiments that use it, on a thread of its own, and begins again whenever something fails:
 * nothing that brokers do ends it. Any thread may call it.
 */
final class ReportConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** So often a failure that may pass is not worth a word. */
    private static final int PATIENT_FAILURES = 5;

    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final BrokerWatch watch;
    private final KafkaSettings settings;
    private final KafkaDependencies needed;
    private final RecordedOffsets offsets;
    private final Instant since;
    private final ReadingProgress progress;
    private final Outage trouble;
    private final Thread thread;
    private volatile boolean closing;
    private int failures; // of its own thread

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
        this.trouble = new Outage(
                LOG,
                "reports cannot be read from Kafka: %s; trying again and again" + place,
                "reports are read from Kafka again, after %s" + place,
                System::nanoTime);
        this.thread = new Thread(this::loop, "trialog-kafka-reports");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Completes when all reports are recorded that are in the topic now. */
    CompletableFuture<Void> recorded() {
        return progress.end();
    }

    private void loop() {
        try (DeadLetters deadLetters =
                new DeadLetters(watch, new Topics(watch, settings), settings.deadLetterTopic(), needed.monitor())) {
            RecordJudge judge = new RecordJudge(needed.tokens().serverId(), needed.board(), needed.tokens());
            while (!closing) {
                try (ReportSession session =
                        new ReportSession(watch, settings, needed, judge, deadLetters, progress, since, offsets)) {
                    session.run(this::works);
                } catch (InterruptException e) {
                    LOG.debug("told to end", e);
                } catch (RuntimeException e) {
                    failures++;
                    told(e);
                    rest();
                }
            }
        } catch (InterruptException e) {
            LOG.debug("told to end", e);
        }
    }

    private void works() {
        failures = 0;
        trouble.end();
    }

    private void told(RuntimeException failure) {
        boolean mayPass = failure instanceof AuthenticationException // the watch tells
                || (!(failure instanceof AuthorizationException) && failures < PATIENT_FAILURES)
                || (failure instanceof RetriableException && watch.isAway());
        if (!mayPass) {
            trouble.begin(failure);
        }
        LOG.debug("reading from Kafka failed [failures: {}]", failures, failure);
    }

    private void rest() {
        if (!closing) {
            BrokerWatch.pause(PAUSE);
        }
    }

    /** Ends the reading; what was read is recorded. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
