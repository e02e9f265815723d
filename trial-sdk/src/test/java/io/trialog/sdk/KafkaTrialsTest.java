package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testbroker.BrokerOptions;
import io.trialog.testbroker.TestBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials that report over Kafka, in both languages: each test runs trials as processes against a real broker. */
class KafkaTrialsTest extends ProcessFixture {

    private static TestBroker broker;
    private static int topics;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private FakeServer server;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start(BrokerOptions.plain().withSecurity());
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @BeforeEach
    void startServer() throws IOException {
        server = opened(FakeServer.listening());
    }

    @AfterEach
    void closeAll() throws Exception {
        broker.start(); // if a test has stopped it
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportInOrder(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()));

        trial.tell("report 1000 0", "final");
        topic.awaitReports(1001);
        Ended ended = trial.end();

        assertThat(topic.arrivals())
                .isEqualTo(LongStream.rangeClosed(0, 1000).boxed().toList());
        assertThat(topic.partitions()).hasSize(1);
        assertThat(topic.batches()).allMatch(reports -> reports <= 100);
        assertThat(server.batches()).isEmpty();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendLargeReports(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()));

        trial.tell("report 40 60000");
        topic.awaitReports(40);
        Ended ended = trial.end();

        assertThat(topic.arrivals()).isSorted().hasSize(40);
        assertThat(server.batches()).isEmpty();
        assertThat(ended.stderr()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingWhileTheBrokerIsAway(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()), Map.of("TRIALOG_LEASE_SECONDS", "2"));
        trial.tell("report 10 0");
        topic.awaitReports(10);

        broker.stop();
        trial.tell("report 200 0");
        server.awaitRecorded(200);
        broker.start();
        int known = topic.sequences().size();
        int reported = 210;
        while (topic.sequences().size() == known || topic.arrivals().stream().allMatch(sequence -> sequence < 210)) {
            trial.tell("report 1 0");
            reported++;
            topic.poll(Duration.ofMillis(200));
        }
        trial.tell("final");
        Ended ended = trial.end();
        topic.readToEnd();

        Set<Long> delivered = new TreeSet<>(topic.sequences());
        delivered.addAll(recordedByHttp());
        delivered.addAll(spooled());
        assertThat(delivered).isEqualTo(numbers(reported + 1));
        assertThat(ended.stderr().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("trialog: Kafka at " + broker.bootstrapServers() + " does not take"))
                .anyMatch(
                        line -> line.equals("trialog: Kafka at " + broker.bootstrapServers() + " takes reports again"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseHttpWhenThereNeverWasABroker(TrialLanguage language) throws Exception {
        name("none");
        Running trial = start(language, kafka("127.0.0.1:" + unusedPort()), Map.of("TRIALOG_LEASE_SECONDS", "60"));

        trial.tell("report 300 0", "final");
        Ended ended = trial.end();

        Set<Long> delivered = recordedByHttp();
        delivered.addAll(spooled()); // on a busy machine the patience of the end may not suffice
        assertThat(delivered).isEqualTo(numbers(301));
        assertThat(ended.stderr().lines())
                .first()
                .asString()
                .contains("does not take reports (", "); they go to the server over HTTP until it does");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepEverythingWhenNeitherIsThere(TrialLanguage language) throws Exception {
        name("none");
        server.kill();
        Running trial = start(language, kafka("127.0.0.1:" + unusedPort()));

        trial.tell("report 300 0", "final");
        Ended ended = trial.end();

        assertThat(spooled()).isEqualTo(numbers(301));
        assertThat(ended.stderr()).contains("301 reports could not be delivered to " + server.url());
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeliverAtTheEnd(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()));

        trial.tell("report 2500 0", "final");
        Ended ended = trial.end();
        topic.readToEnd();

        Set<Long> delivered = new TreeSet<>(topic.sequences());
        delivered.addAll(recordedByHttp()); // on a busy machine the client may not be there in time
        delivered.addAll(spooled());
        assertThat(delivered).isEqualTo(numbers(2501));
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseHttpForWhatTheBrokerFindsTooLarge(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of("max.message.bytes", "2000"));
        Running trial = start(language, kafka(broker.bootstrapServers()));

        trial.tell("report 1 0");
        topic.awaitReports(1);
        trial.tell("report 1 3000");
        server.awaitRecorded(1);
        trial.tell("report 1 3000");
        server.awaitRecorded(2);
        trial.tell("report 1 0");
        topic.awaitReports(2);
        Ended ended = trial.end();

        assertThat(topic.sequences()).containsExactly(0L, 3L);
        assertThat(recordedByHttp()).containsExactly(1L, 2L);
        assertThat(ended.stderr().lines()).singleElement().asString().contains("takes no record of 1 report (");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendHeartbeats(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()), Map.of("TRIALOG_LEASE_SECONDS", "1"));

        trial.tell("report 1 0");
        topic.awaitHeartbeats(3);
        Ended ended = trial.end();

        assertThat(topic.sequences()).containsExactly(0L);
        assertThat(ended.stderr()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichLibraryIsMissing(TrialLanguage language) throws Exception {
        name("none");
        Map<String, String> environment = trialEnvironment(kafka(broker.bootstrapServers()));
        environment.putAll(language.environmentWithoutLibrary(hiding()));
        Running trial = new Running(start(environment, language.commandWithoutLibrary()));

        trial.tell("report 3 0", "final");
        server.awaitRecorded(4);
        Ended ended = trial.end();

        assertThat(ended.stderr().lines())
                .singleElement()
                .asString()
                .contains(language == TrialLanguage.JAVA ? "org.apache.kafka:kafka-clients:4" : "pip install")
                .endsWith("; reports go to the server over HTTP");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatIsWrongWithTheSettings(TrialLanguage language) throws Exception {
        Running trial = start(language, "{\"topic\": \"t\"}");

        trial.tell("report 3 0", "final");
        Ended ended = trial.end();

        assertThat(recordedByHttp()).isEqualTo(numbers(4));
        assertThat(ended.stderr())
                .isEqualTo("trialog: TRIALOG_KAFKA: bootstrapServers is missing (expected: a text);"
                        + " reports go to the server over HTTP\n");
    }

    @ParameterizedTest
    @EnumSource(names = "JAVA", mode = EnumSource.Mode.EXCLUDE)
    void shouldSurviveAFork(TrialLanguage language) throws Exception {
        ReportTopic topic = topic(Map.of());
        Running trial = start(language, kafka(broker.bootstrapServers()));
        trial.tell("report 1 0");
        topic.awaitReports(1);

        trial.tell("fork", "report 1 0", "final");
        topic.awaitReports(3);
        Ended ended = trial.end();

        assertThat(topic.arrivals()).containsExactly(0L, 1L, 2L);
        assertThat(ended.stderr()).isEqualTo("child ended with 0\n");
    }

    @Test
    void shouldKeepTheClientsLogOutOfTheOutput() throws Exception {
        ReportTopic topic = topic(Map.of());
        Path everything = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%logger %message%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="all"/></root>
                </configuration>
                """);
        Map<String, String> environment = trialEnvironment(kafka(broker.bootstrapServers()));
        Running trial = new Running(
                start(environment, TrialLanguage.JAVA.command(List.of("-Dlogback.configurationFile=" + everything))));

        trial.tell("report 1 0");
        topic.awaitReports(1);
        Ended ended = trial.end();

        assertThat(ended.stdout()).doesNotContain("org.apache.kafka");
    }

    @Nested
    class Security {

        @ParameterizedTest
        @EnumSource
        void shouldReportOverTlsWithPasswordFromAFile(TrialLanguage language) throws Exception {
            Map<String, Object> security = scram();
            security.put("passwordFile", file("password", TestBroker.PASSWORD + "\n"));

            shouldReport(language, SecurityProtocol.SASL_SSL, security, Map.of());
        }

        @ParameterizedTest
        @EnumSource
        void shouldReportWithPasswordFromTheEnvironment(TrialLanguage language) throws Exception {
            Map<String, Object> security = new LinkedHashMap<>(Map.of(
                    "saslMechanism",
                    "PLAIN",
                    "username",
                    TestBroker.USERNAME,
                    "passwordEnvironment",
                    "KAFKA_PASSWORD"));

            shouldReport(
                    language, SecurityProtocol.SASL_PLAINTEXT, security, Map.of("KAFKA_PASSWORD", TestBroker.PASSWORD));
        }

        @ParameterizedTest
        @EnumSource
        void shouldReportWithACertificateOfItsOwn(TrialLanguage language) throws Exception {
            Map<String, Object> security = new LinkedHashMap<>(Map.of(
                    "caFile", broker.certificates().authority().toString(),
                    "certificateFile", broker.certificates().clientCertificate().toString(),
                    "keyFile", broker.certificates().clientKey().toString()));

            shouldReport(language, SecurityProtocol.SSL, security, Map.of());
        }

        @ParameterizedTest
        @EnumSource
        void shouldUseHttpWithAWrongPassword(TrialLanguage language) throws Exception {
            Map<String, Object> security = scram();
            security.put("passwordFile", file("password", "forgotten"));

            shouldUseHttp(language, security, "uthenticat");
        }

        @ParameterizedTest
        @EnumSource
        void shouldUseHttpWithoutAPassword(TrialLanguage language) throws Exception {
            Map<String, Object> security = scram();
            security.put("passwordFile", directory.resolve("no-password").toString());

            shouldUseHttp(language, security, "no-password");
        }

        @ParameterizedTest
        @EnumSource
        void shouldNotTrustABrokerThatNobodyVouchesFor(TrialLanguage language) throws Exception {
            Map<String, Object> security = scram();
            security.remove("caFile");
            security.put("passwordFile", file("password", TestBroker.PASSWORD));

            shouldUseHttp(language, security, "does not take reports (");
        }

        private void shouldReport(
                TrialLanguage language,
                SecurityProtocol protocol,
                Map<String, Object> security,
                Map<String, String> variables)
                throws Exception {
            ReportTopic topic = topic(Map.of());
            security.put("protocol", protocol.name);
            Running trial = start(language, kafka(broker.bootstrapServers(protocol), security), variables);

            trial.tell("report 10 0", "final");
            topic.awaitReports(11);
            Ended ended = trial.end();

            assertThat(topic.arrivals()).isSorted();
            assertThat(ended.stderr()).isEmpty();
        }

        private void shouldUseHttp(TrialLanguage language, Map<String, Object> security, String message)
                throws Exception {
            ReportTopic topic = topic(Map.of());
            security.put("protocol", "SASL_SSL");
            Running trial = start(language, kafka(broker.bootstrapServers(SecurityProtocol.SASL_SSL), security));

            trial.tell("report 10 0", "final");
            server.awaitRecorded(11);
            Ended ended = trial.end();

            assertThat(topic.sequences()).isEmpty();
            assertThat(ended.stderr().lines()).singleElement().asString().contains(message);
            assertThat(ended.stderr()).doesNotContain(TestBroker.PASSWORD, "forgotten");
        }

        private Map<String, Object> scram() {
            return new LinkedHashMap<>(Map.of(
                    "saslMechanism",
                    "SCRAM-SHA-512",
                    "username",
                    TestBroker.USERNAME,
                    "caFile",
                    broker.certificates().authority().toString()));
        }

        private String file(String name, String content) throws IOException {
            return Files.writeString(directory.resolve(name), content).toString();
        }
    }

    // ---- what tests need

    private String topicName = "";

    private void name(String topic) {
        topicName = topic;
    }

    private ReportTopic topic(Map<String, String> settings) throws Exception {
        name("reports-" + topics++);
        return opened(ReportTopic.create(broker, topicName, settings));
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(0, one);
        return one;
    }

    private String kafka(String bootstrapServers) {
        return kafka(bootstrapServers, Map.of());
    }

    private String kafka(String bootstrapServers, Map<String, Object> security) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Map.of("bootstrapServers", bootstrapServers, "topic", topicName, "server", "abc", "later", 1L));
        if (!security.isEmpty()) {
            fields.put("security", security);
        }
        return Json.write(fields);
    }

    private Running start(TrialLanguage language, String kafka) throws IOException {
        return start(language, kafka, Map.of());
    }

    private Running start(TrialLanguage language, String kafka, Map<String, String> variables) throws IOException {
        List<String> command = language.command(List.of());
        Map<String, String> environment = trialEnvironment(kafka);
        environment.putAll(language.environment(hiding()));
        environment.putAll(variables);
        return new Running(start(environment, command));
    }

    private Map<String, String> trialEnvironment(String kafka) throws IOException {
        Map<String, String> environment = environment(server.url());
        environment.put("TRIALOG_METRIC_TRANSPORT", "kafka");
        environment.put("TRIALOG_KAFKA", kafka);
        return environment;
    }

    private Path hiding() throws IOException {
        return Files.createDirectories(directory.resolve("hiding"));
    }

    private Set<Long> recordedByHttp() {
        return server.recorded().stream()
                .map(report -> (Long) report.get("sequence"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Long> spooled() throws IOException {
        return Files.exists(spool())
                ? ReporterFixture.spooled(spool()).stream()
                        .map(report -> (Long) report.get("sequence"))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    private static Set<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A trial that does what it is told. */
    private static final class Running {

        private final Process process;
        private final Writer commands;
        private final BufferedReader answers;

        Running(Process process) {
            this.process = process;
            this.commands = process.outputWriter();
            this.answers = process.inputReader();
        }

        void tell(String... lines) throws IOException {
            for (String line : lines) {
                commands.write(line + "\n");
                commands.flush();
                String answer = answers.readLine();
                while (answer != null && !answer.equals("done")) { // whatever a logging library prints
                    answer = answers.readLine();
                }
                assertThat(answer).isEqualTo("done");
            }
        }

        Ended end() throws Exception {
            commands.write("end\n");
            commands.close();
            return ProcessFixture.end(process);
        }
    }
}
