package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.testbroker.BrokerOptions;
import io.trialog.testbroker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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
        topology.kafka.put("security", saslWithoutTls("no"));

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

    @Test
    void shouldSayOnceThatATopicMayNotBeRead() throws Exception {
        // given: a user who sees the topic and may not read it; who comes without a name may do all
        BrokerOptions options = BrokerOptions.plain()
                .withSecurity()
                .with("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .with("super.users", "User:ANONYMOUS");
        try (TestBroker broker = TestBroker.start(options)) {
            Topology topology = new Topology(broker);
            topology.kafka.put("bootstrapServers", List.of(broker.bootstrapServers(SecurityProtocol.SASL_PLAINTEXT)));
            topology.kafka.put("security", saslWithoutTls(TestBroker.PASSWORD));
            broker.admin()
                    .createTopics(List.of(new NewTopic(topology.reports, 1, (short) 1)))
                    .all()
                    .get();
            allow(broker, topology.reports, AclOperation.DESCRIBE);

            // when
            try (LogLines log = LogLines.captured();
                    KafkaFixture server = new KafkaFixture(new InMemoryEventLog(), topology.kafka, folder).running(1)) {
                KafkaFixture.eventually(() -> assertThat(log.with("reading reports [topic: " + topology.reports))
                        .hasSizeGreaterThan(2));

                // then
                assertThat(log.with("reports cannot be read"))
                        .singleElement()
                        .asString()
                        .contains("Not authorized to access topics", topology.reports);
                assertThat(log.with("are read from Kafka again")).isEmpty();

                // when
                allow(broker, topology.reports, AclOperation.READ);
                try (Reporter reporter = new Reporter(topology.servers, topology.reports, server.tokens)) {
                    reporter.report(0, 0).acknowledged();
                }
                server.recorded();

                // then
                server.thenSequences(0, 0L);
                KafkaFixture.eventually(() -> assertThat(log.with("reports are read from Kafka again"))
                        .hasSize(1));
            }
        }
    }

    private static void allow(TestBroker broker, String topic, AclOperation operation) throws Exception {
        broker.admin()
                .createAcls(List.of(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:" + TestBroker.USERNAME, "*", operation, AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    private Map<String, String> saslWithoutTls(String password) throws Exception {
        return Map.of(
                "protocol",
                "SASL_PLAINTEXT",
                "saslMechanism",
                "PLAIN",
                "username",
                TestBroker.USERNAME,
                "passwordFile",
                password(password).toString());
    }

    private Path password(String text) throws Exception {
        return Files.writeString(folder.resolve("password"), text + "\n");
    }
}
