package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.experiment.KafkaSecurity;
import io.trialog.experiment.KafkaSecurity.Protocol;
import io.trialog.experiment.KafkaSecurity.SaslMechanism;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldNameTheBrokersAndNothingSecretWithoutSecurity() {
        assertThat(ClientProperties.of(connection(KafkaSecurity.NONE)))
                .containsEntry("bootstrap.servers", "h1:9092,h2:9092")
                .containsEntry("security.protocol", "PLAINTEXT")
                .doesNotContainKeys("sasl.jaas.config", "ssl.truststore.type");
    }

    @Test
    void shouldQuoteWhatAPasswordMayHave() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("password"), "a\"b\\c;d \nnot this\n");

        // when
        Map<String, Object> properties = ClientProperties.of(connection(sasl(file.toString(), null)));

        // then
        assertThat(properties)
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
                                + " password=\"a\\\"b\\\\c;d \";");
    }

    @Test
    void shouldTakeThePasswordFromTheEnvironmentAndSayWhenItIsNotThere() {
        // given
        Connection connection = connection(sasl(null, "SECRET"));

        // then
        assertThat(ClientProperties.of(connection, Map.of("SECRET", "x")::get).get("sasl.jaas.config"))
                .asString()
                .contains("password=\"x\"");
        assertThatThrownBy(() -> ClientProperties.of(connection, name -> null))
                .hasMessage("the server has no environment variable SECRET (expected: the password for Kafka)");
    }

    @Test
    void shouldTakeTheKeyFromTheCertificatesFileUnlessThereIsAnother() throws Exception {
        // given
        Path both = Files.writeString(folder.resolve("both.pem"), "certificate and key");
        KafkaSecurity security =
                new KafkaSecurity(Protocol.SSL, null, null, null, null, both.toString(), both.toString(), null);

        // then
        assertThat(ClientProperties.of(connection(security)))
                .containsEntry("ssl.truststore.certificates", "certificate and key")
                .containsEntry("ssl.keystore.certificate.chain", "certificate and key")
                .containsEntry("ssl.keystore.key", "certificate and key");
    }

    @Test
    void shouldSayWhichFileCannotBeRead() {
        assertThatThrownBy(() -> ClientProperties.of(
                        connection(sasl(folder.resolve("none").toString(), null))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot read " + folder.resolve("none"));
    }

    private static KafkaSecurity sasl(String passwordFile, String passwordEnvironment) {
        return new KafkaSecurity(
                Protocol.SASL_SSL,
                SaslMechanism.SCRAM_SHA_512,
                "u",
                passwordFile,
                passwordEnvironment,
                null,
                null,
                null);
    }

    private static Connection connection(KafkaSecurity security) {
        return new Connection(List.of("h1:9092", "h2:9092"), security);
    }
}
