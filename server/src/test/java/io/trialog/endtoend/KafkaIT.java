package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.fixtures.Seed;
import io.trialog.testbroker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Experiments whose trials report over Kafka. */
class KafkaIT {

    private static TestBroker broker;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;
    private KafkaExperiments kafka;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.startPlain();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void begin(TestInfo test) {
        broker.start();
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
        kafka = new KafkaExperiments(broker, test.getTestMethod().orElseThrow().getName());
        KafkaExperiments.installPython(workplace, folder);
    }

    private void openWhenTheTopicIsThere() {
        kafka.awaitTopic();
        experiments.open("topic-is-there");
    }

    @Test
    void shouldRunAnExperiment() {
        // given
        Path configuration = experiments.python(kafka.settings() + "maxTrialNumber: 4\ntrialConcurrency: 2\n", """
                wait_for("topic-is-there")
                for step in range(20):
                    trialog.report_intermediate_result(number + step / 100)
                trialog.report_final_result(number + 0.5)
                """);

        // when
        TrialogProcess server = workplace.run(configuration);
        openWhenTheTopicIsThere();
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(4).containsOnly("SUCCEEDED");
        for (long trial = 0; trial < 4; trial++) {
            assertThat(log.reports(trial)).hasSize(21).endsWith(trial + 0.5);
        }
        assertThat(KafkaExperiments.reportsOverKafka(log)).isEqualTo(4 * 21);
        assertThat(log.events("reports.consumed")).isNotEmpty();
        assertThat(kafka.records(kafka.deadLetterTopic())).isZero();
    }

    @Test
    void shouldTakeInWhatWasReportedWhileNoServerRan() {
        // given
        Path configuration = experiments.python(kafka.settings() + "maxTrialNumber: 2\ntrialConcurrency: 2\n", """
                wait_for("topic-is-there")
                trialog.report_intermediate_result(number)
                mark("reported-%d" % number)
                wait_for("server-is-dead")
                for step in range(1, 500):
                    trialog.report_intermediate_result(number + step / 1000)
                trialog.report_final_result(number + 0.7)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        openWhenTheTopicIsThere();
        experiments.awaitMark("reported-0");
        experiments.awaitMark("reported-1");

        // when all of it happens in the server's absence
        first.kill();
        experiments.open("server-is-dead");
        experiments.awaitEndOfAll();
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED");
        for (long trial = 0; trial < 2; trial++) {
            assertThat(log.reports(trial)).hasSize(501).endsWith(trial + 0.7);
        }
        assertThat(KafkaExperiments.reportsOverKafka(log)).isEqualTo(2 * 501);
        assertThat(experiments.starts()).hasSize(2);
    }

    @Test
    void shouldWaitForReportsWhileTheBrokerIsAway() {
        // given a trial that ended when neither server nor broker were there to say how
        Path configuration = experiments.python(kafka.settings() + "maxTrialNumber: 1\n", """
                mark("running")
                wait_for("server-is-dead")
                trialog.report_final_result(0.7)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        kafka.awaitTopic();
        experiments.awaitMark("running");
        first.kill();
        experiments.open("server-is-dead");
        experiments.awaitEndOfAll();
        broker.stop();

        // when
        TrialogProcess second = workplace.resume(id);
        Api api = new Api(second.url());

        // then
        Experiments.awaitThat(() -> api.trial(id, 0)
                .path("reason")
                .asText()
                .startsWith("exited with code 0; waiting for its reports in Kafka's topic " + kafka.reportTopic()));
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("RUNNING");
        broker.start();
        second.ended().with(0);
        RecordedLog log = workplace.log();
        assertThat(log.event("trial.ended", 0).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(log.event("trial.ended", 0).path("value").asDouble()).isEqualTo(0.7);
        assertThat(log.events("attempt.awaited")).hasSize(1);
    }

    @Test
    void shouldReportOverHttpWhileTheBrokerIsAwayAndReadTheTopicLater() {
        // given a report that was acknowledged, and perhaps not read
        Path configuration = experiments.python(kafka.settings() + "maxTrialNumber: 1\n", """
                wait_for("topic-is-there")
                trialog.report_intermediate_result(0.1)
                wait_for("broker-is-away")
                trialog.report_intermediate_result(0.2)
                trialog.report_final_result(0.3)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        openWhenTheTopicIsThere();
        Experiments.awaitThat(() -> kafka.records(kafka.reportTopic()) > 0);

        // when
        broker.stop();
        experiments.open("broker-is-away");
        first.ended().with(0);
        assertThat(workplace.log().trialEnds()).containsExactly("SUCCEEDED");
        broker.start();
        TrialogProcess second = workplace.serve();
        Api api = new Api(second.url());

        // then
        Experiments.awaitThat(() -> reports(api, id) == 3);
        second.interrupt();
        second.ended().with(0);
        assertThat(workplace.log().reports(0)).containsExactly(0.1, 0.2, 0.3);
    }

    private static long reports(Api api, String id) {
        return api.log(id).stream()
                .filter(event -> event.path("type").asText().equals("metric.reported"))
                .count();
    }

    @Test
    void shouldGoOnWithAnExperimentThatWasStopped() {
        // given
        Path configuration = experiments.python(kafka.settings() + "maxTrialNumber: 3\ntrialConcurrency: 1\n", """
                wait_for("topic-is-there")
                trialog.report_intermediate_result(number)
                mark("reported-%d-%d" % (number, attempt))
                wait_for("go-%d" % (number + attempt))
                trialog.report_final_result(number + 0.5)
                """);
        TrialogProcess first = workplace.run(configuration);
        String id = first.experiment();
        openWhenTheTopicIsThere();
        experiments.open("go-1");
        experiments.awaitMark("reported-1-1");

        // when
        first.interrupt();
        first.ended();
        experiments.open("go-2");
        experiments.open("go-3");
        workplace.resume(id).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(3).containsOnly("SUCCEEDED");
        assertThat(log.reports(0)).containsExactly(0.0, 0.5);
        assertThat(log.events("metric.reported", 1))
                .as("both attempts of the trial that was stopped")
                .extracting(report -> report.path("attempt").asInt() + ": "
                        + report.path("values").path("default").asDouble())
                .containsExactly("1: 1.0", "2: 1.0", "2: 1.5");
        assertThat(KafkaExperiments.reportsOverKafka(log)).isEqualTo(7);
    }

    /** A trial that sends everything over both ways, in any order, again and again. */
    @Test
    void shouldCountEveryReportOnceWhicheverWayItComes() {
        // given
        int count = 400;
        Random random = Seed.random(getClass());
        String yaml = experiments.posted(experiments.bash(kafka.settings() + "maxTrialNumber: 1\n", """
                wait_for topic-is-there
                echo "$TRIALOG_TOKEN" >token
                echo "$TRIALOG_KAFKA" >kafka
                mark running
                wait_for done
                """));
        TrialogProcess server = workplace.serve();
        Api api = new Api(server.url());
        String id = api.create(yaml);
        openWhenTheTopicIsThere();
        experiments.awaitMark("running");
        String token = experiments.lines("token").get(0);
        JsonNode told = RecordedLog.json(experiments.lines("kafka").get(0));

        // when
        List<Integer> sequences =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(sequences, random);
        sequences.addAll(IntStream.range(0, count).boxed().toList());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", told.path("bootstrapServers").asText()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < sequences.size(); ) {
                List<Integer> batch = sequences.subList(i, Math.min(sequences.size(), i + 1 + random.nextInt(20)));
                i += batch.size();
                String reports = batch.stream().map(KafkaIT::report).collect(Collectors.joining(", ", "[", "]"));
                int ways = 1 + random.nextInt(3);
                if ((ways & 1) != 0) {
                    ProducerRecord<String, String> record = new ProducerRecord<>(
                            told.path("topic").asText(),
                            id + "/0",
                            "{\"attempt\": 1, \"token\": \"" + token + "\", \"reports\": " + reports + "}");
                    record.headers().add("server", told.path("server").asText().getBytes(StandardCharsets.UTF_8));
                    producer.send(record);
                }
                if ((ways & 2) != 0) {
                    Api.Answer answer = api.post(
                            "/api/v1/experiments/" + id + "/trials/0/attempts/1/reports",
                            "{\"reports\": " + reports + "}",
                            "Content-Type",
                            "application/json",
                            "Authorization",
                            "Bearer " + token);
                    assertThat(answer.status()).isEqualTo(200);
                }
            }
            producer.send(new ProducerRecord<>(told.path("topic").asText(), id + "/0", "no report"));
            producer.flush();
        }
        experiments.open("done"); // exits with 0: its final report is in the topic, at the latest
        Experiments.awaitThat(() -> api.experiment(id).path("state").asText().equals("DONE"));
        // the final report may have come over HTTP: then nobody has waited for what is in Kafka
        Experiments.awaitThat(() -> kafka.records(kafka.deadLetterTopic()) == 1);
        server.interrupt();
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.reports(0))
                .containsExactlyElementsOf(IntStream.range(0, count)
                        .mapToObj(sequence -> value(sequence))
                        .toList());
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
        assertThat(KafkaExperiments.reportsOverKafka(log)).isBetween(1L, count - 1L);
        assertThat(workplace.out("log", "verify")).startsWith("OK");
    }

    /** Number 7 is the final one. */
    private static String report(int sequence) {
        return "{\"sequence\": %d, \"kind\": \"%s\", \"value\": %s}"
                .formatted(sequence, sequence == 7 ? "final" : "intermediate", value(sequence));
    }

    private static double value(int sequence) {
        return sequence / 8.0;
    }
}
