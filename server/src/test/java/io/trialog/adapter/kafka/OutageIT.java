package io.trialog.adapter.kafka;

import static io.trialog.adapter.kafka.KafkaFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.spi.training.AttemptKey;
import io.trialog.testbroker.BrokerOptions;
import io.trialog.testbroker.TestBroker;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, which stops, is killed, and starts again. */
class OutageIT {

    private static final AttemptKey FIRST = new AttemptKey(KafkaFixture.X.value(), 0, 1);
    private static final String BEGINS = "Kafka does not answer";
    private static final String ENDS = "Kafka answers again";

    private static TestBroker broker;

    @TempDir
    private Path feeds;

    private final LogLines log = LogLines.captured();
    private final InMemoryEventLog events = new InMemoryEventLog();
    private Topology topology;
    private KafkaFixture server;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start(BrokerOptions.plain().inItsOwnProcess());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        broker.start();
        topology = new Topology(broker);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private KafkaFixture running() {
        server = new KafkaFixture(events, topology.kafka, feeds).running(1);
        return server;
    }

    @Test
    void shouldGoOnWhenABrokerIsKilledInMidRunAndSaySoOnce() throws Exception {
        // given
        running().recorded();
        try (Reporter reporter = new Reporter(topology.servers, topology.reports, server.tokens)) {
            reporter.report(0, 0).report(0, 1).acknowledged();

            // when
            broker.kill();
            reporter.report(0, 2);
            eventually(() -> assertThat(log.with(BEGINS)).hasSize(1));
            broker.start();
            reporter.report(0, 2, 3).acknowledged();
            server.recorded();
        }

        // then
        server.thenSequences(0, 0L, 1L, 2L, 3L);
        eventually(() -> assertThat(log.with(ENDS)).hasSize(1));
        assertThat(log.with(""))
                .filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .hasSize(1);
        assertThat(server.monitor.isAway).isFalse();
    }

    @Test
    void shouldReadOnAfterSeveralRestartsOfABroker() throws Exception {
        // given
        running().recorded();
        try (Reporter reporter = new Reporter(topology.servers, topology.reports, server.tokens)) {
            for (long sequence = 0; sequence < 3; sequence++) {
                // when
                reporter.report(0, sequence).acknowledged();
                broker.restart();
            }
            reporter.report(0, 3).acknowledged();
            server.recorded();
        }

        // then
        server.thenSequences(0, 0L, 1L, 2L, 3L);
    }

    @Test
    void shouldWaitForABrokerThatIsAwayWhenItStarts() throws Exception {
        // given
        broker.stop();
        running();
        CompletableFuture<Void> recorded = server.transports().recorded(server.settings());
        eventually(() -> assertThat(log.with(BEGINS)).hasSize(1));
        long begun = server.monitor.looks.get();
        eventually(() -> assertThat(server.monitor.looks.get()).isGreaterThan(begun + 2)); // it looks again and again
        assertThat(recorded).isNotDone();

        // when
        broker.start();

        // then
        assertThat(recorded).succeedsWithin(KafkaFixture.PATIENCE);
        server.recorded();
        try (Reporter reporter = new Reporter(topology.servers, topology.reports, server.tokens)) {
            reporter.report(0, 0).acknowledged();
        }
        server.recorded();
        server.thenSequences(0, 0L);
        eventually(() -> assertThat(log.with(ENDS)).hasSize(1));
        assertThat(log.with(""))
                .filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .hasSize(1);
    }

    @Test
    void shouldSendEventsOfAnOutageInOrderAfterwards() throws Exception {
        // given
        running().recorded();
        eventually(() ->
                assertThat(TopicReader.all(topology.servers, topology.events)).hasSizeGreaterThanOrEqualTo(5));
        broker.stop();
        eventually(() -> assertThat(log.with(BEGINS)).hasSize(1));

        // when: more than is sent at a time
        for (int i = 0; i < 30; i++) {
            server.report(FIRST, 100L * i, 100);
        }
        broker.start();

        // then
        eventually(() -> assertThat(TopicReader.all(topology.servers, topology.events))
                .extracting(OutageIT::position)
                .containsExactlyElementsOf(server.positionsOf(KafkaFixture.X)));
        assertThat(log.with(""))
                .filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .hasSize(1);
    }

    private static long position(ConsumerRecord<String, String> record) {
        return Long.parseLong(TopicReader.header(record, EventFeed.POSITION));
    }

    @Test
    void shouldEndAtOnceWhileABrokerIsAway() {
        // given
        running();
        broker.stop();
        eventually(() -> assertThat(log.with(BEGINS)).hasSize(1));

        // when
        server.close();

        // then
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("trialog-kafka-reports", "trialog-kafka-feed");
    }
}
