package io.trialog.adapter.kafka;

import io.trialog.event.ExperimentId;
import io.trialog.experiment.KafkaSettings;
import io.trialog.experiment.TransportSettings;
import io.trialog.port.Transports;
import io.trialog.projection.ExperimentSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * Transports over Kafka, for experiments that want them. Experiments with the same brokers and topics share connections; for
 * what their settings may differ in beside these, such as the topic of dead letters, the first one counts. Classes of Kafka are
 * loaded by threads of this when somebody needs them. Any thread.
 */
public final class KafkaTransports implements Transports {

    /** A topic at some brokers. */
    private record Place(Connection connection, String topic) {}

    private final KafkaDependencies needed;
    private final RecordedOffsets offsets = new RecordedOffsets();
    private final Map<Connection, BrokerWatch> watches = new LinkedHashMap<>();
    private final Map<Place, ReportConsumer> consumers = new LinkedHashMap<>();
    private final Map<String, EventFeed> feeds = new LinkedHashMap<>();
    private boolean closed;

    /** Transports of a server. */
    public KafkaTransports(KafkaDependencies needed) {
        this.needed = needed;
    }

    /**
     * Takes over how far topics were read when the server started: the next offset by source and partition. To be called before
     * anything is opened.
     */
    public void goOnFrom(Map<String, SortedMap<Integer, Long>> consumed) {
        offsets.add(consumed);
    }

    @Override
    public synchronized void open(ExperimentId experiment, TransportSettings settings) {
        if (closed) {
            return;
        }
        if (settings.takesReportsFromKafka()) {
            consumer(
                    settings.kafka(),
                    needed.board()
                            .experiment(experiment)
                            .map(ExperimentSummary::createdAt)
                            .orElse(Instant.EPOCH));
        }
        if (settings.feedsKafka()) {
            openFeed(settings.kafka());
        }
    }

    @Override
    public synchronized CompletableFuture<Void> recorded(TransportSettings settings) {
        if (!settings.takesReportsFromKafka()) {
            return CompletableFuture.completedFuture(null);
        }
        return closed
                ? new CompletableFuture<>()
                : consumer(settings.kafka(), Instant.EPOCH).recorded();
    }

    @Override
    public Map<String, String> environment(TransportSettings settings) {
        return settings.takesReportsFromKafka()
                ? TrialVariables.of(settings.kafka(), needed.tokens().serverId())
                : Map.of();
    }

    private ReportConsumer consumer(KafkaSettings settings, Instant since) {
        Connection connection = Connection.of(settings);
        return consumers.computeIfAbsent(new Place(connection, settings.reportTopic()), place -> {
            ReportConsumer made = new ReportConsumer(watch(connection), settings, needed, offsets, since);
            made.start();
            return made;
        });
    }

    private void openFeed(KafkaSettings settings) {
        Connection connection = Connection.of(settings);
        feeds.computeIfAbsent(connection.address() + "/" + settings.eventTopic(), place -> {
            EventFeed made = new EventFeed(watch(connection), settings, needed);
            made.start();
            return made;
        });
    }

    private BrokerWatch watch(Connection connection) {
        return watches.computeIfAbsent(connection, brokers -> {
            BrokerWatch made = new BrokerWatch(brokers, needed.monitor());
            made.start();
            return made;
        });
    }

    /** Ends reading and sending; what was read is recorded. */
    @Override
    public void close() {
        List<AutoCloseable> closing = new ArrayList<>();
        synchronized (this) {
            closed = true;
            closing.addAll(consumers.values());
            closing.addAll(feeds.values());
            closing.addAll(watches.values());
        }
        closing.forEach(KafkaTransports::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e); // none declares one
        }
    }
}
