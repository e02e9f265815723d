package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports over Kafka with a channel that fails as the tests ask for; those with a broker are in {@link KafkaTrialsTest}. */
class KafkaDeliveryTest extends ReporterFixture {

    private static final Duration TIMEOUT = Duration.ofSeconds(FakeServer.PATIENCE_SECONDS);

    private final FakeChannel channel = new FakeChannel();
    private final AtomicLong nanos = new AtomicLong();
    private FakeServer server;
    private KafkaDelivery kafka;

    @BeforeEach
    void makeDelivery() throws IOException {
        server = serve();
        kafka = deliveryBeside(server);
    }

    @AfterEach
    void end() {
        kafka.end();
    }

    private KafkaDelivery deliveryBeside(FakeServer http) {
        TrialEnvironment environment = TrialEnvironment.read(Map.of(
                "TRIALOG_EXPERIMENT_ID", "exp1",
                "TRIALOG_TRIAL_ID", "exp1-17",
                "TRIALOG_TRIAL_NUMBER", "17",
                "TRIALOG_ATTEMPT", "2",
                "TRIALOG_TOKEN", FakeServer.TOKEN,
                "TRIALOG_PARAMETERS_FILE", "parameters.json"));
        ServerAddress address = new ServerAddress(http.url(), serverFile);
        return new KafkaDelivery(
                environment,
                "h1:9092",
                new KafkaSender(channel::open),
                new HttpDelivery(address, FakeServer.PATH, FakeServer.TOKEN),
                new RetryPauses(nanos::get),
                messages::add);
    }

    @Test
    void shouldSendRecordsAsTheProtocolHasThem() throws Exception {
        Answer answer = kafka.postReports(List.of(report(0), report(1)), TIMEOUT);

        assertThat(channel.keys).containsExactly("exp1/17");
        assertThat(channel.values.get(0))
                .startsWith("{\"attempt\": 2, \"token\": \"secret-token\", \"reports\": [{\"sequence\": 0, \"kind\": ");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.results())
                .containsOnlyKeys(0L, 1L)
                .allSatisfy((sequence, result) -> assertThat(result.outcome()).isEqualTo(Answer.Outcome.ACCEPTED));
        assertThat(server.batches()).isEmpty();
    }

    @Test
    void shouldUseHttpUntilKafkaAcknowledgesAgain() throws Exception {
        channel.outcome.set(() -> {
            throw KafkaFailure.forNow("as the test asked");
        });
        kafka.postReports(List.of(report(0)), TIMEOUT);
        channel.outcome.set(() -> {});
        kafka.postReports(List.of(report(1)), TIMEOUT);
        assertThat(channel.values).hasSize(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        kafka.postReports(List.of(report(2)), TIMEOUT); // sends a heartbeat to Kafka as well
        channel.awaitSent(2);
        long sequence = 3;
        while (channel.values.size() < 3) {
            kafka.postReports(List.of(report(sequence++)), TIMEOUT);
        }

        assertThat(channel.values.get(1)).endsWith("\"reports\": []}");
        assertThat(channel.values.get(2)).contains("\"sequence\": " + (sequence - 1));
        assertThat(server.recorded()).hasSize((int) sequence - 1);
        assertThat(channel.opened).isEqualTo(2);
        assertThat(messages)
                .containsExactly(
                        "Kafka at h1:9092 does not take reports (as the test asked); they go to the server over HTTP until it does",
                        "Kafka at h1:9092 takes reports again");
    }

    @Test
    void shouldNotWaitAgainForKafkaThatDoesNotAnswer() throws Exception {
        CountDownLatch acknowledge = new CountDownLatch(1);
        channel.outcome.set(acknowledge::await);

        for (int sequence = 0; sequence < 5; sequence++) {
            kafka.postReports(List.of(report(sequence)), Duration.ofSeconds(6));
        }
        assertThat(channel.values).hasSize(1);
        assertThat(server.recorded()).hasSize(5);

        acknowledge.countDown();
        long sequence = 5;
        while (channel.values.size() < 2) {
            kafka.postReports(List.of(report(sequence++)), TIMEOUT);
        }
        assertThat(messages).hasSize(2).first().asString().contains("(no acknowledgement)");
    }

    @Test
    void shouldTakeAnotherWaySoonerWhenHurried() throws Exception {
        channel.outcome.set(() -> new CountDownLatch(1).await());
        Thread hurry = new Thread(() -> {
            channel.awaitSent(1);
            kafka.hurry(Duration.ofMillis(50));
        });
        hurry.start();

        kafka.postReports(List.of(report(0)), Duration.ofDays(1));

        hurry.join();
        assertThat(server.recorded()).hasSize(1);
    }

    @Test
    void shouldSendOverHttpWhatIsTooLargeAndGoOn() throws Exception {
        channel.outcome.set(() -> {
            throw KafkaFailure.tooLarge("too many bytes");
        });
        kafka.postReports(List.of(report(0)), TIMEOUT);
        kafka.postReports(List.of(report(1)), TIMEOUT);
        channel.outcome.set(() -> {});
        kafka.postReports(List.of(report(2)), TIMEOUT);

        assertThat(server.recorded()).hasSize(2);
        assertThat(channel.values).hasSize(3);
        assertThat(channel.opened).isEqualTo(1);
        assertThat(messages)
                .containsExactly("Kafka at h1:9092 takes no record of 1 report (too many bytes);"
                        + " such go to the server over HTTP");
    }

    @Test
    void shouldNotTryAgainWithoutTheLibrary() throws Exception {
        channel.outcome.set(() -> {
            throw new NoClassDefFoundError("org/apache/kafka/clients/producer/Producer");
        });

        kafka.postReports(List.of(report(0)), TIMEOUT);
        nanos.addAndGet(TimeUnit.DAYS.toNanos(1));
        kafka.postReports(List.of(report(1)), TIMEOUT);

        assertThat(channel.opened).isEqualTo(1);
        assertThat(messages).singleElement().asString().contains("org.apache.kafka:kafka-clients:4.4.0");
        assertThat(server.recorded()).hasSize(2);
    }

    @Test
    void shouldSendHeartbeatsAndSayNothingOfFailures() throws Exception {
        assertThat(kafka.postHeartbeat(TIMEOUT)).isEqualTo(Answer.HEARD);
        assertThat(server.heartbeats()).isEmpty();

        channel.outcome.set(() -> new CountDownLatch(1).await());
        kafka.postHeartbeat(Duration.ofSeconds(6));
        kafka.postHeartbeat(Duration.ofSeconds(6));

        channel.awaitSent(2);
        assertThat(channel.values).hasSize(2); // the third did not queue behind the second
        assertThat(server.heartbeats()).hasSize(2);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldAbortAHeartbeat() throws Exception {
        channel.outcome.set(() -> new CountDownLatch(1).await());
        Thread abort = new Thread(() -> {
            channel.awaitSent(1);
            kafka.abort();
        });
        abort.start();

        assertThatThrownBy(() -> kafka.postHeartbeat(Duration.ofDays(1))).isInstanceOf(DeliveryException.class);
        abort.join();
    }

    @Test
    void shouldFailWhenNeitherTakesReports() throws Exception {
        channel.outcome.set(() -> {
            throw KafkaFailure.forNow("as the test asked");
        });
        KafkaDelivery none = deliveryBeside(away());

        assertThatThrownBy(() -> none.postReports(List.of(report(0)), TIMEOUT)).isInstanceOf(DeliveryException.class);
        none.end();
    }

    @Test
    void shouldCloseTheChannelAtTheEndAndUseHttpSilently() throws Exception {
        kafka.postHeartbeat(TIMEOUT);
        kafka.end();
        assertThat(channel.closed).isEqualTo(1);

        kafka.postReports(List.of(report(0)), TIMEOUT);

        assertThat(server.recorded()).hasSize(1);
        assertThat(messages).isEmpty();
    }

    private static Report report(long sequence) {
        return Report.of(sequence, Report.Kind.INTERMEDIATE, "1", Instant.EPOCH);
    }

    /** How a record is met. */
    private interface Outcome {
        void meet() throws KafkaFailure, InterruptedException;
    }

    private static final class FakeChannel implements KafkaChannel {

        final List<String> keys = new ArrayList<>();
        final List<String> values = new CopyOnWriteArrayList<>();
        final AtomicReference<Outcome> outcome = new AtomicReference<>(() -> {});
        private final Semaphore sent = new Semaphore(0);
        volatile int opened;
        volatile int closed;

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread opens and closes
        KafkaChannel open() {
            opened++;
            return this;
        }

        @Override
        public void send(byte[] key, byte[] value) throws KafkaFailure, InterruptedException {
            keys.add(new String(key, StandardCharsets.UTF_8));
            values.add(new String(value, StandardCharsets.UTF_8));
            sent.release();
            outcome.get().meet();
        }

        void awaitSent(int count) {
            try {
                if (!sent.tryAcquire(count, FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("fewer than " + count + " records");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void close() {
            closed++;
        }
    }
}
