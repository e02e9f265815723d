package io.trialog.testbroker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestBrokerTest {

    private static final TopicPartition PARTITION = new TopicPartition("greetings", 0);

    enum Place {
        ANYWHERE,
        OWN_PROCESS
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepPortAndDataOverARestart(Place place) throws Exception {
        BrokerOptions options = BrokerOptions.plain();
        try (TestBroker broker = TestBroker.start(place == Place.OWN_PROCESS ? options.inItsOwnProcess() : options)) {
            // given
            createTopic(broker);
            send(broker.bootstrapServers(), Map.of(), "before");
            String address = broker.bootstrapServers();

            // when
            broker.restart();
            send(broker.bootstrapServers(), Map.of(), "after");

            // then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(read(address, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenItIsKilled() throws Exception {
        try (TestBroker broker = TestBroker.start(BrokerOptions.plain().inItsOwnProcess())) {
            // given
            createTopic(broker);
            send(broker.bootstrapServers(), Map.of(), "before");

            // when
            broker.kill();
            broker.start();

            // then
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("before");
        }
    }

    @Test
    void shouldListenWithSecurity() throws Exception {
        try (TestBroker broker = TestBroker.start(BrokerOptions.plain().withSecurity())) {
            // given
            createTopic(broker);

            // when
            send(broker, SecurityProtocol.SSL, "none");
            for (String mechanism : List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")) {
                send(broker, SecurityProtocol.SASL_PLAINTEXT, mechanism);
                send(broker, SecurityProtocol.SASL_SSL, mechanism);
            }

            // then
            assertThat(read(broker.bootstrapServers(), 7))
                    .containsExactly(
                            "none by SSL",
                            "PLAIN by SASL_PLAINTEXT",
                            "PLAIN by SASL_SSL",
                            "SCRAM-SHA-256 by SASL_PLAINTEXT",
                            "SCRAM-SHA-256 by SASL_SSL",
                            "SCRAM-SHA-512 by SASL_PLAINTEXT",
                            "SCRAM-SHA-512 by SASL_SSL");
        }
    }

    private static void send(TestBroker broker, SecurityProtocol protocol, String mechanism) throws Exception {
        Map<String, Object> security = new TreeMap<>();
        security.put("security.protocol", protocol.name);
        security.put("ssl.truststore.type", "PEM");
        security.put(
                "ssl.truststore.location", broker.certificates().authority().toString());
        if (!mechanism.equals("none")) {
            String module = mechanism.equals("PLAIN")
                    ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                    : "org.apache.kafka.common.security.scram.ScramLoginModule";
            security.put("sasl.mechanism", mechanism);
            security.put(
                    "sasl.jaas.config",
                    module + " required username=\"" + TestBroker.USERNAME + "\" password=\"" + TestBroker.PASSWORD
                            + "\";");
        }
        send(broker.bootstrapServers(protocol), security, mechanism + " by " + protocol);
    }

    private static void createTopic(TestBroker broker) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(String address, Map<String, Object> security, String text) throws Exception {
        Map<String, Object> settings = new TreeMap<>(security);
        settings.put("bootstrap.servers", address);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), text)).get();
        }
    }

    private static List<String> read(String address, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> texts = new ArrayList<>();
            while (texts.size() < count) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    texts.add(record.value());
                }
            }
            return texts;
        }
    }
}
