package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.experiment.KafkaSecurity.Protocol;
import io.trialog.experiment.KafkaSecurity.SaslMechanism;
import io.trialog.experiment.TransportSettings.EventFeed;
import io.trialog.experiment.TransportSettings.MetricTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportReaderTest {

    @TempDir
    private Path folder;

    private List<String> problems = List.of();
    private List<String> warnings = List.of();

    private TransportSettings read(Map<String, ?> configuration) {
        ConfigNode.Mapping written = (ConfigNode.Mapping) ConfigNode.of(configuration);
        ConfigProblems found = new ConfigProblems(written);
        TransportSettings settings = new TransportReader(
                        new ConfigSection("", written, found), new ConfigFiles(folder, path -> written), found)
                .read();
        problems = found.isEmpty()
                ? List.of()
                : found.asException().problems().stream()
                        .map(problem -> problem.path() + ": " + problem.message())
                        .toList();
        warnings = found.warnings().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
        return settings;
    }

    private KafkaSettings readKafka(Map<String, ?> kafka) {
        return read(Map.of("metricTransport", "kafka", "kafka", kafka)).kafka();
    }

    private KafkaSecurity readSecurity(Map<String, ?> security) {
        return readKafka(Map.of("security", security)).security();
    }

    /** What the log stores gives the same settings. */
    private static TransportSettings storedAndRead(TransportSettings settings) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        settings.storeIn(stored);
        return TransportSettings.stored(stored);
    }

    @Test
    void shouldReportOverHttpUnlessItIsSaidOtherwise() {
        assertThat(read(Map.of())).isEqualTo(TransportSettings.DEFAULT);
        assertThat(problems).isEmpty();
        assertThat(warnings).isEmpty();
        assertThat(TransportSettings.stored(Map.of())).as("an old log").isEqualTo(TransportSettings.DEFAULT);
        assertThat(storedAndRead(TransportSettings.DEFAULT)).isEqualTo(TransportSettings.DEFAULT);
    }

    @Test
    void shouldNeedNoMoreThanTheName() {
        TransportSettings settings = read(Map.of("metric_transport", "Kafka"));
        assertThat(settings)
                .isEqualTo(new TransportSettings(MetricTransport.KAFKA, EventFeed.NONE, KafkaSettings.DEFAULT));
        assertThat(storedAndRead(settings)).isEqualTo(settings);
    }

    @Test
    void shouldReadEverything() throws IOException {
        for (String name : List.of("password", "ca.pem", "c.pem", "k.pem")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("protocol", "sasl_ssl");
        security.put("saslMechanism", "scram-sha-512");
        security.put("username", "u");
        security.put("passwordFile", "password");
        security.put("caFile", folder.resolve("ca.pem").toString());
        security.put("certificateFile", "c.pem");
        security.put("keyFile", "k.pem");
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("bootstrapServers", "a:1, [::1]:65535,a:1");
        kafka.put("reportTopic", "r");
        kafka.put("deadLetterTopic", "d");
        kafka.put("eventTopic", "e");
        kafka.put("createTopics", false);
        kafka.put("partitions", 3);
        kafka.put("replicationFactor", 2);
        kafka.put("retention", "2d");
        kafka.put("security", security);

        TransportSettings settings = read(Map.of("eventFeed", "kafka", "kafka", kafka));

        assertThat(problems).isEmpty();
        assertThat(warnings).isEmpty();
        assertThat(settings)
                .isEqualTo(new TransportSettings(
                        MetricTransport.HTTP,
                        EventFeed.KAFKA,
                        new KafkaSettings(
                                List.of("a:1", "[::1]:65535"),
                                "r",
                                "d",
                                "e",
                                false,
                                3,
                                2,
                                Duration.ofDays(2),
                                new KafkaSecurity(
                                        Protocol.SASL_SSL,
                                        SaslMechanism.SCRAM_SHA_512,
                                        "u",
                                        folder.resolve("password").toString(),
                                        null,
                                        folder.resolve("ca.pem").toString(),
                                        folder.resolve("c.pem").toString(),
                                        folder.resolve("k.pem").toString()))));
        assertThat(storedAndRead(settings)).isEqualTo(settings);
        assertThat(readKafka(Map.of("bootstrapServers", List.of("a:1", "b:2,c:3")))
                        .bootstrapServers())
                .containsExactly("a:1", "b:2", "c:3");
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("bootstrapServers", Arrays.asList("a", "a:0", 9092, "http://a:1"));
        kafka.put("reportTopic", "..");
        kafka.put("eventTopic", "trialog-dead-letters");
        kafka.put("partitions", 0);
        kafka.put("topic", "r");
        kafka.put("security", Map.of("protocol", "TLS"));
        read(Map.of("metricTransport", "kafak", "eventFeed", 7, "kafka", kafka));
        assertThat(problems)
                .anyMatch(problem -> problem.startsWith("metricTransport: \"kafak\" (expected: one of http, kafka)"))
                .anyMatch(problem -> problem.startsWith("eventFeed: 7 (expected: one of none, kafka)"))
                .contains(
                        "kafka.bootstrapServers: \"a\" (expected: host:port, several as a list or with commas)",
                        "kafka.bootstrapServers: \"a:0\" (expected: host:port, several as a list or with commas)",
                        "kafka.bootstrapServers: 9092 (expected: host:port, several as a list or with commas)",
                        "kafka.bootstrapServers: \"http://a:1\" (expected: host:port, several as a list or with commas)",
                        "kafka.reportTopic: \"..\" (expected: 1 to 249 letters, digits, '.', '_' and '-', not '.' or '..')",
                        "kafka.eventTopic: \"trialog-dead-letters\", as is deadLetterTopic (expected: different topics)",
                        "kafka.partitions: 0 (expected: >= 1)")
                .anyMatch(problem -> problem.startsWith("kafka.topic: unknown key"))
                .anyMatch(
                        problem -> problem.startsWith("kafka.security.protocol: \"TLS\" (expected: one of PLAINTEXT,"));
    }

    @Test
    void shouldWarnOfSettingsThatNothingUses() {
        read(Map.of("kafka", Map.of("partitions", 3)));
        assertThat(warnings)
                .containsExactly("kafka: has no effect; what uses it is metricTransport: kafka or eventFeed: kafka");
        read(Map.of("kafka", "broker:9092", "eventFeed", "kafka"));
        assertThat(problems).singleElement().asString().startsWith("kafka: \"broker:9092\" (expected: a mapping with");
    }

    @Test
    void shouldRefuseAPasswordWithoutShowingIt() {
        readSecurity(Map.of("password", "hunter2", "passwordEnvironment", "hunter 2!"));
        assertThat(problems)
                .contains("kafka.security.password: not here, where it would be recorded and shown (expected:"
                        + " passwordFile, or passwordEnvironment)")
                .noneMatch(problem -> problem.contains("hunter"));
    }

    @Test
    void shouldSayWhatSaslLacks() {
        readSecurity(Map.of("protocol", "SASL_PLAINTEXT"));
        assertThat(problems)
                .containsExactly(
                        "kafka.security.saslMechanism: missing (expected: one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512)",
                        "kafka.security.username: missing (expected: whose password is shown to brokers)",
                        "kafka.security.passwordFile: missing (expected: a file with the password, or passwordEnvironment"
                                + " with a variable's name)");
    }

    @Test
    void shouldRefuseWhatTheProtocolDoesNotUse() throws IOException {
        Files.writeString(folder.resolve("f"), "x");
        readSecurity(Map.of("username", "u", "passwordEnvironment", "P", "caFile", "f"));
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "kafka.security.username: given, and the protocol is PLAINTEXT (expected: protocol SASL_SSL or"
                                + " SASL_PLAINTEXT)",
                        "kafka.security.passwordEnvironment: given, and the protocol is PLAINTEXT (expected: protocol"
                                + " SASL_SSL or SASL_PLAINTEXT)",
                        "kafka.security.caFile: given, and the protocol is PLAINTEXT (expected: protocol SSL or SASL_SSL)");
    }

    @Test
    void shouldFindTheKeyBesideTheCertificate() throws IOException {
        Files.writeString(folder.resolve("client.pem"), "x");
        KafkaSecurity security = readSecurity(Map.of("protocol", "SSL", "certificateFile", "client.pem"));
        assertThat(problems).isEmpty();
        assertThat(security.keyFile())
                .isEqualTo(security.certificateFile())
                .isEqualTo(folder.resolve("client.pem").toString());
    }

    @Test
    void shouldRefuseTwoPasswordsAndFilesThatAreNotThere() throws IOException {
        Files.writeString(folder.resolve("p"), "x");
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("protocol", "SASL_SSL");
        security.put("saslMechanism", "PLAIN");
        security.put("username", "u");
        security.put("passwordFile", "p");
        security.put("passwordEnvironment", "P");
        security.put("caFile", "absent.pem");
        security.put("keyFile", folder.toString());
        readSecurity(security);
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "kafka.security.passwordEnvironment: given, and passwordFile is too (expected: one of the two)",
                        "kafka.security.certificateFile: missing (expected: the certificate that keyFile is the key of)",
                        "kafka.security.caFile: \"absent.pem\" (expected: a readable file; "
                                + folder.resolve("absent.pem") + " does not exist)",
                        "kafka.security.keyFile: \"" + folder + "\" (expected: a readable file; " + folder
                                + " is a directory)");
    }
}
