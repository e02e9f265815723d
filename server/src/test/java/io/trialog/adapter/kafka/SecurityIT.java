package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.testbroker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedBroker.class)
class SecurityIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"SASL_SSL, SCRAM-SHA-512", "SASL_PLAINTEXT, PLAIN", "SSL,"})
    void shouldReadAndSendWithSecurity(String protocol, String mechanism, TestBroker broker) throws Exception {
        // given
        Topology topology = new Topology(broker);
        Map<String, Object> security = new HashMap<>();
        security.put("protocol", protocol);
        security.put("caFile", broker.certificates().authority().toString());
        if (mechanism == null) {
            security.put(
                    "certificateFile", broker.certificates().clientCertificate().toString());
            security.put("keyFile", broker.certificates().clientKey().toString());
        } else {
            security.put("saslMechanism", mechanism);
            security.put("username", TestBroker.USERNAME);
            security.put("passwordFile", password(TestBroker.PASSWORD).toString());
        }
        topology.kafka.put("bootstrapServers", List.of(broker.bootstrapServers(SecurityProtocol.forName(protocol))));
        topology.kafka.put("security", security);

        // when
        try (KafkaFixture server = new KafkaFixture(new InMemoryEventLog(), topology.kafka, folder).running(1)) {
            server.recorded();
            try (Reporter reporter = new Reporter(topology.servers, topology.reports, server.tokens)) {
                reporter.report(0, 0).acknowledged();
            }
            server.recorded();

            // then
            server.thenSequences(0, 0L);
            KafkaFixture.eventually(() -> assertThat(TopicReader.all(topology.servers, topology.events))
                    .isNotEmpty());
        }
    }

    @Test
    void shouldSayThatThePasswordIsWrong(TestBroker broker) throws Exception {
        // given
        Topology topology = new Topology(broker);
        topology.kafka.put("bootstrapServers", List.of(broker.bootstrapServers(SecurityProtocol.SASL_PLAINTEXT)));
        topology.kafka.put(
                "security",
                Map.of(
                        "protocol",
                        "SASL_PLAINTEXT",
                        "saslMechanism",
                        "PLAIN",
                        "username",
                        TestBroker.USERNAME,
                        "passwordFile",
                        password("no").toString()));

        // when
        try (LogLines log = LogLines.captured();
                KafkaFixture server = new KafkaFixture(new InMemoryEventLog(), topology.kafka, folder).running(1)) {

            // then
            KafkaFixture.eventually(() -> assertThat(log.with("Kafka does not answer"))
                    .singleElement()
                    .asString()
                    .contains("Authentication failed: Invalid username or password"));
            assertThat(server.sequences(0)).isEmpty();
        }
    }

    private Path password(String text) throws Exception {
        return Files.writeString(folder.resolve("password"), text + "\n");
    }
}
