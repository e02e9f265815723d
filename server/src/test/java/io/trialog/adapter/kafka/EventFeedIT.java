package io.trialog.adapter.kafka;

import static io.trialog.adapter.kafka.KafkaFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.DeleteExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.spi.training.AttemptKey;
import io.trialog.testbroker.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EventFeedIT {

    private static final ExperimentId Y = new ExperimentId("y");

    @TempDir
    private Path feeds;

    private final InMemoryEventLog events = new InMemoryEventLog();
    private TestBroker broker;
    private Topology topology;
    private KafkaFixture server;

    @BeforeEach
    void start(TestBroker shared) {
        broker = shared;
        topology = new Topology(broker);
        server = new KafkaFixture(events, topology.kafka, feeds);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendEachExperimentsEventsInOrder() {
        // when
        server.running(2).running(Y, 1);
        server.report(new AttemptKey("x", 0, 1), 0, 10);

        // then
        EventLines lines = new EventLines();
        for (ExperimentId experiment : List.of(KafkaFixture.X, Y)) {
            List<RecordedEvent> expected = server.eventsOf(experiment);
            eventually(() -> assertThat(sent(experiment))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyElementsOf(
                            expected.stream().map(lines::format).toList()));
        }
        ConsumerRecord<String, String> first = sent(KafkaFixture.X).get(0);
        assertThat(TopicReader.header(first, EventFeed.POSITION))
                .isEqualTo(String.valueOf(server.eventsOf(KafkaFixture.X).get(0).position()));
        assertThat(TopicReader.header(first, EventFeed.TYPE)).isEqualTo("experiment.created");
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() {
        // given
        server.running(1);
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(server.positionsOf(KafkaFixture.X)));
        server.close();

        // when
        server = new KafkaFixture(events, topology.kafka, feeds);
        server.report(new AttemptKey("x", 0, 1), 0, 3);

        // then
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(server.positionsOf(KafkaFixture.X)));
    }

    @Test
    void shouldSendAllAgainWhenItsPositionIsLost() throws IOException {
        // given
        server.running(1);
        List<Long> before = server.positionsOf(KafkaFixture.X);
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(before));
        server.close();
        try (Stream<Path> files = Files.list(feeds)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        // when
        server = new KafkaFixture(events, topology.kafka, feeds);

        // then: a reader that keeps the highest position has each event once
        List<Long> twice = Stream.concat(before.stream(), before.stream()).toList();
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(twice));
    }

    @Test
    void shouldSendTheDeletionLast() {
        // given
        server.running(1).running(Y, 1);
        server.send(new StopExperiment(KafkaFixture.X, "enough"));
        server.end(new AttemptKey("x", 0, 1));

        // when
        server.send(new DeleteExperiment(KafkaFixture.X));
        List<Long> expected = server.positionsOf(KafkaFixture.X);
        server.report(new AttemptKey("y", 0, 1), 0, 1);

        // then
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(expected));
        eventually(() -> assertThat(positions(Y)).isEqualTo(server.positionsOf(Y)));
        assertThat(TopicReader.header(sent(KafkaFixture.X).get(expected.size() - 1), EventFeed.TYPE))
                .isEqualTo("experiment.deleted");
    }

    @Test
    void shouldSendOnWhenItsTopicIsMadeAnew() throws Exception {
        // given
        server.running(1);
        eventually(() -> assertThat(positions(KafkaFixture.X)).isEqualTo(server.positionsOf(KafkaFixture.X)));
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(topology.events)).all().get();
        }
        Topology.create(broker, topology.events, 1, Map.of());

        // when
        server.report(new AttemptKey("x", 0, 1), 0, 3);

        // then
        List<Long> all = server.positionsOf(KafkaFixture.X);
        eventually(() -> assertThat(positions(KafkaFixture.X)).endsWith(all.get(all.size() - 1)));
    }

    private List<ConsumerRecord<String, String>> sent(ExperimentId experiment) {
        return TopicReader.all(topology.servers, topology.events).stream()
                .filter(record -> record.key().equals(experiment.value()))
                .toList();
    }

    private List<Long> positions(ExperimentId experiment) {
        return sent(experiment).stream()
                .map(record -> Long.valueOf(TopicReader.header(record, EventFeed.POSITION)))
                .toList();
    }
}
