package io.trialog.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.bootstrap.ExperimentCore;
import io.trialog.engine.Command;
import io.trialog.engine.Engine;
import io.trialog.engine.Outcome;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportsConsumed;
import io.trialog.event.SuggestionsRequested;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.TransportSettings;
import io.trialog.fixtures.Configs;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordAttemptStarted;
import io.trialog.trial.TrialTokens;
import io.trialog.tuning.RecordSuggestions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** A server's engine with Kafka and without HTTP, on a log that a later one may go on with. */
final class KafkaFixture implements AutoCloseable {

    static final ExperimentId X = new ExperimentId("x");
    /** Ample, for machines with much else to do. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final byte[] SECRET = "0123456789abcdef".getBytes(UTF_8);

    final EventLog log;
    final TrialTokens tokens = new TrialTokens(SECRET);
    final ExperimentBoard board = new ExperimentBoard();
    final List<AttemptKey> heard = new CopyOnWriteArrayList<>();
    final CountingMonitor monitor = new CountingMonitor();
    private final ExperimentConfig config;
    private final LiveFeed feed = new LiveFeed();
    private final Engine engine;
    private final KafkaTransports transports;

    /**
     * Begins with what is in a log, and opens what the experiments there want.
     *
     * @param kafka the settings under {@code kafka}
     * @param feeds the folder for positions
     */
    KafkaFixture(EventLog log, Map<String, ?> kafka, Path feeds) {
        this.log = log;
        Map<String, @Nullable Object> map = Configs.of(1000, 1000).asMap();
        map.put("metricTransport", "kafka");
        map.put("eventFeed", "kafka");
        map.put("kafka", kafka);
        this.config = ExperimentConfig.stored(map);
        ExperimentCore core = new ExperimentCore();
        this.engine = new Engine(
                log,
                core.commands(),
                core.appliers(),
                core.followUp(),
                List.of(events -> events.forEach(board::apply), feed),
                Instant::now,
                (what, cause) -> {},
                1024);
        engine.replay(board::apply);
        feed.startAfter(board.position());
        this.transports = new KafkaTransports(new KafkaDependencies(
                command -> engine.submit(command), board, log, feed, tokens, new Heard(), feeds, monitor));
        transports.goOnFrom(core.consumed());
        engine.start();
        board.experiments().forEach(summary -> transports.open(summary.id(), config.transport()));
    }

    TransportSettings settings() {
        return config.transport();
    }

    KafkaTransports transports() {
        return transports;
    }

    /** An experiment with as many running trials, whose transports are open. */
    KafkaFixture running(int trials) {
        return running(X, trials);
    }

    KafkaFixture running(ExperimentId id, int trials) {
        send(new CreateExperiment(id, config));
        RecordedEvent request = events().stream()
                .filter(recorded -> recorded.event() instanceof SuggestionsRequested asked
                        && asked.experiment().equals(id))
                .reduce((a, b) -> b)
                .orElseThrow();
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            proposals.add(Suggestion.of(Configuration.of(Map.of("lr", 0.01))));
        }
        send(new RecordSuggestions(id, request.position(), proposals, Outlook.MORE, "test-tuners 1.0"));
        for (int i = 0; i < trials; i++) {
            send(new RecordAttemptStarted(new AttemptKey(id.value(), i, 1), Instant.now()));
        }
        transports.open(id, config.transport());
        return this;
    }

    <R> R send(Command<R> command) {
        try {
            Outcome<R> outcome = engine.submit(command).get(60, TimeUnit.SECONDS);
            return ((Outcome.Accepted<R>) outcome).reply();
        } catch (Exception e) {
            throw new AssertionError("no answer to " + command, e);
        }
    }

    List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>();
        log.read(1, events::add);
        return events;
    }

    /** The sequences that are recorded of a trial of {@link #X}, in the order of their recording. */
    List<Long> sequences(long trial) {
        return events().stream()
                .map(RecordedEvent::event)
                .filter(MetricReported.class::isInstance)
                .map(MetricReported.class::cast)
                .filter(report -> report.number() == trial)
                .map(MetricReported::sequence)
                .toList();
    }

    /** The events of an experiment, in order. */
    List<RecordedEvent> eventsOf(ExperimentId experiment) {
        return events().stream()
                .filter(recorded -> recorded.event() instanceof ExperimentEvent event
                        && event.experiment().equals(experiment))
                .toList();
    }

    /** Where they are in the log. */
    List<Long> positionsOf(ExperimentId experiment) {
        return eventsOf(experiment).stream().map(RecordedEvent::position).toList();
    }

    /** Reports that do not come over Kafka. */
    void report(AttemptKey key, long firstSequence, int count) {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reports.add(Report.of(firstSequence + i, MetricKind.INTERMEDIATE, Map.of("default", 1.0), null));
        }
        send(new ReportMetrics(key, reports));
    }

    /** An attempt ends without a result. */
    void end(AttemptKey key) {
        send(new RecordAttemptEnded(key, EndCause.KILLED, null, null, Instant.now()));
    }

    /** The newest offsets by source and partition, as {@code SOURCE/PARTITION}. */
    Map<String, Long> offsets() {
        Map<String, Long> offsets = new TreeMap<>();
        events().forEach(recorded -> {
            if (recorded.event() instanceof ReportsConsumed consumed) {
                consumed.next().forEach((partition, next) -> offsets.put(consumed.source() + "/" + partition, next));
            }
        });
        return offsets;
    }

    /** Waits until everything is recorded that is in the topic now. */
    KafkaFixture recorded() throws Exception {
        CompletableFuture<Void> done = transports.recorded(config.transport());
        done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    void thenSequences(long trial, Long... expected) {
        assertThat(sequences(trial)).containsExactly(expected);
    }

    /** Ends as a server does that is told to. */
    @Override
    public void close() {
        transports.close();
        engine.close();
    }

    private final class Heard implements SignsOfLife {

        @Override
        public Duration heartbeat(AttemptKey key) {
            heard.add(key);
            return Duration.ofMinutes(1);
        }

        @Override
        public void reported(AttemptKey key) {
            heard.add(key);
        }

        @Override
        public boolean isUnderWay(AttemptKey key) {
            return true;
        }
    }
}
