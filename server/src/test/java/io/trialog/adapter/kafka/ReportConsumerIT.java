package io.trialog.adapter.kafka;

import static io.trialog.adapter.kafka.KafkaFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import io.trialog.spi.training.AttemptKey;
import io.trialog.testbroker.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class ReportConsumerIT {

    private static final AttemptKey FIRST = new AttemptKey(KafkaFixture.X.value(), 0, 1);

    @TempDir
    private Path feeds;

    private final LogLines log = LogLines.captured();
    private final InMemoryEventLog events = new InMemoryEventLog();
    private TestBroker broker;
    private Topology topology;
    private KafkaFixture server;
    private Reporter reporter;

    @BeforeEach
    void start(TestBroker shared) {
        broker = shared;
        topology = new Topology(broker);
    }

    @AfterEach
    void stop() {
        if (reporter != null) {
            reporter.close();
        }
        if (server != null) {
            server.close();
        }
        log.close();
    }

    private void running(int trials) {
        server = new KafkaFixture(events, topology.kafka, feeds).running(trials);
        reporter = new Reporter(topology.servers, topology.reports, server.tokens);
    }

    /** The next server on the same log. */
    private void restarted() {
        server.close();
        server = new KafkaFixture(events, topology.kafka, feeds);
    }

    @Nested
    class Counting {

        @Test
        void shouldRecordEachReportOnceHoweverOftenItComes() throws Exception {
            // given
            running(2);
            server.recorded(); // the topic is there now

            // when
            reporter.report(0, 0, 1)
                    .report(1, 0)
                    .report(0, 1, 2)
                    .report(0, 0, 1, 2)
                    .acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 0L, 1L, 2L);
            server.thenSequences(1, 0L);
            assertThat(server.heard).contains(FIRST);
        }

        @Test
        void shouldRecordOnceWhatComesOverHttpToo() throws Exception {
            // given
            running(1);
            server.recorded();
            List<ReportResult> answers = server.send(new ReportMetrics(
                    FIRST, List.of(Report.of(1, MetricKind.INTERMEDIATE, Map.of("default", 1.0), null))));
            assertThat(answers.get(0).status()).isEqualTo(ReportResult.Status.ACCEPTED);

            // when
            reporter.report(0, 0, 1, 2).acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 1L, 0L, 2L);
        }

        @Test
        void shouldCountNothingTwiceAfterARestart() throws Exception {
            // given
            running(1);
            server.recorded();
            reporter.report(0, 0).acknowledged();
            server.recorded();
            Map<String, Long> offsets = server.offsets();

            // when
            restarted();
            reporter.report(0, 1).acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 0L, 1L);
            assertThat(server.monitor.reports).hasValue(1);
            assertThat(server.offsets().keySet()).isEqualTo(offsets.keySet());
        }

        @Test
        void shouldReadAgainWhatAKilledServerReadAndDidNotRecord() throws Exception {
            // given: all that the log of a server holds that was killed between a read and the append
            running(2);
            server.recorded();
            reporter.report(0, 0).acknowledged();
            server.recorded();
            List<RecordedEvent> survivors = server.events();
            reporter.report(0, 1).record("nonsense", "{}").report(1, 0).acknowledged();
            server.recorded();
            server.close();

            // when
            server = new KafkaFixture(new InMemoryEventLog(survivors), topology.kafka, feeds);
            server.recorded();

            // then: no report is lost or counted twice, and the dead letter, which was sent, is there once
            server.thenSequences(0, 0L, 1L);
            server.thenSequences(1, 0L);
            assertThat(TopicReader.all(topology.servers, topology.deadLetters)).hasSize(1);
        }

        @Test
        void shouldReadInOrderWhatIsInManyRecords() throws Exception {
            // given
            running(4);
            server.recorded();

            // when
            for (long sequence = 0; sequence < 2_000; sequence++) {
                reporter.report(sequence % 4, sequence / 4);
            }
            reporter.acknowledged();
            server.recorded();

            // then
            for (int trial = 0; trial < 4; trial++) {
                assertThat(server.sequences(trial)).hasSize(500).isSorted();
            }
        }

        @Test
        void shouldTakeAHeartbeatForASignOfLifeAndSkipWhatIsForOthers() throws Exception {
            // given
            running(1);
            server.recorded();

            // when
            reporter.report(0)
                    .record(null, Reporter.key(7), Reporter.message(1, "theirs", 0), "ffffffffffff")
                    .record(
                            null,
                            Reporter.key(0),
                            Reporter.message(1, server.tokens.of(FIRST), 0),
                            server.tokens.serverId())
                    .acknowledged();
            server.recorded();

            // then
            assertThat(server.heard).contains(FIRST);
            server.thenSequences(0, 0L);
            assertThat(TopicReader.all(topology.servers, topology.deadLetters)).isEmpty();
        }
    }

    @Nested
    class Poison {

        @Test
        void shouldPutAsideWhatCannotBeUsedAndReadOn() throws Exception {
            // given
            running(1);
            server.recorded();
            String token = server.tokens.of(FIRST);
            String large = "{\"attempt\": 1, \"x\": \"" + "x".repeat(RecordJudge.MAX_VALUE_BYTES) + "\"}";
            setMaxBytes(topology.reports, 8 * 1024 * 1024);
            setMaxBytes(topology.deadLetters, 8 * 1024 * 1024);

            // when
            reporter.record(0, null, Reporter.message(1, token, 0), null)
                    .record(0, "x", Reporter.message(1, token, 0), null)
                    .record(0, Reporter.key(0), null, null)
                    .record(0, Reporter.key(0), "not JSON", null)
                    .record(0, Reporter.key(0), "{\"attempt\": 1, \"token\": \"" + token + "\"}", null)
                    .record(0, Reporter.key(0), large, null)
                    .record(0, "nobody/0", Reporter.message(1, token, 0), null)
                    .record(0, Reporter.key(9), Reporter.message(1, token, 0), null)
                    .record(0, Reporter.key(0), Reporter.message(2, token, 0), null)
                    .record(0, Reporter.key(0), Reporter.message(1, "wrong", 0), null)
                    .record(0, Reporter.key(0), Reporter.message(1, token, 5), null)
                    .acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 5L);
            assertThat(TopicReader.all(topology.servers, topology.deadLetters))
                    .extracting(letter -> TopicReader.header(letter, DeadLetters.REASON))
                    .containsExactlyInAnyOrder(
                            "key: none (expected: EXPERIMENT/NUMBER)",
                            "key: \"x\" (expected: EXPERIMENT/NUMBER)",
                            "no value (expected: an object)",
                            "not JSON: Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or"
                                    + " token 'null', 'true' or 'false') (line 1, column 1)",
                            "reports: missing (expected: an array of 0 to 500 reports)",
                            large.length() + " bytes (expected: at most 1048576 bytes)",
                            "there is no experiment nobody",
                            "there is no trial 9 in experiment x",
                            "there is no attempt 2 of trial x-0",
                            "the token is not that of attempt x-0/1");
            assertThat(server.monitor.deadLetters)
                    .isEqualTo(Map.of(
                            PoisonKind.BAD_KEY, 2L,
                            PoisonKind.BAD_VALUE, 3L,
                            PoisonKind.TOO_LARGE, 1L,
                            PoisonKind.UNKNOWN, 3L,
                            PoisonKind.WRONG_TOKEN, 1L));
        }

        @Test
        void shouldSayWhereADeadLetterComesFrom() throws Exception {
            // given
            running(1);
            server.recorded();

            // when
            reporter.record(1, "key", "value", server.tokens.serverId()).acknowledged();
            server.recorded();

            // then
            assertThat(TopicReader.all(topology.servers, topology.deadLetters))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.key()).isEqualTo("key");
                        assertThat(letter.value()).isEqualTo("value");
                        assertThat(TopicReader.header(letter, DeadLetters.TOPIC))
                                .isEqualTo(topology.reports);
                        assertThat(TopicReader.header(letter, DeadLetters.PARTITION))
                                .isEqualTo("1");
                        assertThat(TopicReader.header(letter, DeadLetters.OFFSET))
                                .isEqualTo("0");
                        assertThat(TopicReader.header(letter, RecordJudge.SERVER))
                                .isEqualTo(server.tokens.serverId());
                    });
        }

        @Test
        void shouldReadOnWhenTheDeadLettersAreRefused() throws Exception {
            // given
            Topology.create(broker, topology.deadLetters, 1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100"));
            running(1);
            server.recorded();

            // when
            reporter.record(0, Reporter.key(0), "x".repeat(200), null)
                    .record(0, Reporter.key(0), "y".repeat(200), null)
                    .record(0, Reporter.key(0), Reporter.message(1, server.tokens.of(FIRST), 0), null)
                    .acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 0L);
            assertThat(server.monitor.refused).hasValue(2);
            assertThat(log.with("does not take a record"))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("WARN")
                    .contains("offset: 0");
        }

        /** The topic may have been made a moment ago, and not be known to the broker as a whole. */
        private void setMaxBytes(String topic, int bytes) {
            Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(
                            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytes)),
                            AlterConfigOp.OpType.SET)));
            try (Admin admin = broker.admin()) {
                KafkaFixture.eventually(() -> assertThat(admin.incrementalAlterConfigs(change)
                                .all()
                                .toCompletionStage()
                                .toCompletableFuture())
                        .succeedsWithin(KafkaFixture.PATIENCE));
            }
        }
    }

    @Nested
    class ChangingTopics {

        @Test
        void shouldReadPartitionsThatAreAddedAndAgainAfterARestart() throws Exception {
            // given
            running(1);
            server.recorded();

            // when
            try (Admin admin = broker.admin()) {
                admin.createPartitions(Map.of(topology.reports, NewPartitions.increaseTo(4)))
                        .all()
                        .get();
            }
            String token = server.tokens.of(FIRST);
            try (Reporter newcomer = new Reporter(topology.servers, topology.reports, server.tokens)) {
                newcomer.record(3, Reporter.key(0), Reporter.message(1, token, 0), null)
                        .record(2, Reporter.key(0), Reporter.message(1, token, 1), null)
                        .acknowledged();
                server.recorded();
                restarted();
                newcomer.record(3, Reporter.key(0), Reporter.message(1, token, 2), null)
                        .acknowledged();
                server.recorded();
            }

            // then
            assertThat(server.sequences(0)).containsExactlyInAnyOrder(0L, 1L, 2L);
        }

        @Test
        void shouldKeepItsPartitionsWhenAnotherMemberJoinsItsGroup() throws Exception {
            // given
            running(1);
            server.recorded();
            reporter.report(0, 0).acknowledged();

            // when
            try (KafkaConsumer<String, String> foreigner = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            topology.servers,
                            "group.id",
                            "trialog-" + server.tokens.serverId(),
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                foreigner.subscribe(List.of(topology.reports));
                eventually(() -> {
                    foreigner.poll(Duration.ofMillis(100));
                    assertThat(foreigner.assignment()).hasSize(2);
                });
                reporter.report(0, 1).report(0, 2).acknowledged();
                server.recorded();
            }

            // then
            server.thenSequences(0, 0L, 1L, 2L);
        }

        @Test
        void shouldTellToolsHowFarItIs() throws Exception {
            // given
            running(1);
            server.recorded();
            String token = server.tokens.of(FIRST);

            // when
            reporter.record(1, Reporter.key(0), Reporter.message(1, token, 0), null)
                    .acknowledged();
            server.recorded();

            // then
            try (Admin admin = broker.admin()) {
                eventually(() -> assertThat(admin.listConsumerGroupOffsets("trialog-" + server.tokens.serverId())
                                .partitionsToOffsetAndMetadata()
                                .get())
                        .containsEntry(new TopicPartition(topology.reports, 1), new OffsetAndMetadata(1)));
            }
        }

        @Test
        void shouldSayWhatWasDeletedBeforeItWasRead() throws Exception {
            // given
            running(1);
            server.recorded();
            String token = server.tokens.of(FIRST);
            server.close();
            for (long sequence = 0; sequence < 5; sequence++) {
                reporter.record(0, Reporter.key(0), Reporter.message(1, token, sequence), null);
            }
            reporter.acknowledged();
            try (Admin admin = broker.admin()) {
                admin.deleteRecords(Map.of(new TopicPartition(topology.reports, 0), RecordsToDelete.beforeOffset(3)))
                        .all()
                        .get();
            }

            // when
            server = new KafkaFixture(events, topology.kafka, feeds);
            server.recorded();

            // then
            server.thenSequences(0, 3L, 4L);
            assertThat(server.monitor.lost).hasValue(3);
            assertThat(log.with("3 records of topic " + topology.reports + " were deleted before they were read"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN");
        }

        @Test
        void shouldReadATopicThatIsMadeAnewFromItsBeginning() throws Exception {
            // given
            running(1);
            server.recorded();
            String token = server.tokens.of(FIRST);
            reporter.record(0, Reporter.key(0), Reporter.message(1, token, 0), null)
                    .record(0, Reporter.key(0), Reporter.message(1, token, 1), null)
                    .acknowledged();
            server.recorded();
            Set<String> before = server.offsets().keySet();

            // when
            try (Admin admin = broker.admin()) {
                admin.deleteTopics(List.of(topology.reports)).all().get();
            }
            eventually(() -> assertThat(server.offsets().keySet()).hasSizeGreaterThan(before.size()));
            try (Reporter newcomer = new Reporter(topology.servers, topology.reports, server.tokens)) {
                newcomer.record(0, Reporter.key(0), Reporter.message(1, token, 2), null)
                        .acknowledged();
                server.recorded();
            }

            // then
            server.thenSequences(0, 0L, 1L, 2L);
        }

        @Test
        void shouldNotReadWhatCameLongBeforeTheExperiment() throws Exception {
            // given
            Topology.create(broker, topology.reports, 1, Map.of());
            try (Reporter early = new Reporter(topology.servers, topology.reports, null)) {
                early.old(
                                Reporter.key(0),
                                "nonsense",
                                System.currentTimeMillis() - Duration.ofHours(3).toMillis())
                        .acknowledged();
            }

            // when
            running(1);
            reporter.report(0, 0).acknowledged();
            server.recorded();

            // then
            server.thenSequences(0, 0L);
            assertThat(server.monitor.deadLetters).isEmpty();
        }

        @Test
        void shouldWaitForATopicThatOthersMake() throws Exception {
            // given
            topology.kafka.put("createTopics", false);
            running(1);
            eventually(() -> assertThat(log.with("reports cannot be read from Kafka: there is no topic "
                            + topology.reports + ", and kafka.createTopics is false"))
                    .hasSize(1));
            CompletableFuture<Void> nothing = server.transports().recorded(server.settings());

            // when
            Topology.create(broker, topology.reports, 1, Map.of());
            reporter.report(0, 0).acknowledged();

            // then
            eventually(() -> server.thenSequences(0, 0L));
            assertThat(nothing).succeedsWithin(KafkaFixture.PATIENCE);
            assertThat(log.with("reports are read from Kafka again")).hasSize(1);
        }
    }
}
