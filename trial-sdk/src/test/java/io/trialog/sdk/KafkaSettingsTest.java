package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldReadWhatTheProtocolShows() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), " s3\"cret \r\nthe password of the trials\n");

        KafkaSettings settings = KafkaSettings.read("""
                {"bootstrapServers": "h1:9092,h2:9092", "topic": "t", "server": "abc", "later": 1,
                 "security": {"protocol": "SASL_SSL", "saslMechanism": "SCRAM-SHA-512", "username": "u",
                              "passwordFile": "%s", "caFile": "/ca", "certificateFile": "/c", "keyFile": "/k"}}
                """.formatted(password));

        assertThat(settings)
                .isEqualTo(new KafkaSettings(
                        "h1:9092,h2:9092",
                        "t",
                        "abc",
                        new KafkaSecurity(
                                "SASL_SSL", "SCRAM-SHA-512", "u", password.toString(), null, "/ca", "/c", "/k")));
        assertThat(settings.security().password()).isEqualTo(" s3\"cret ");
    }

    @Test
    void shouldBePlainWithoutSecurity() throws Exception {
        KafkaSettings settings = KafkaSettings.read("{\"bootstrapServers\": \"h\", \"topic\": \"t\"}");

        assertThat(settings.server()).isNull();
        assertThat(settings.security().protocol()).isEqualTo("PLAINTEXT");
        assertThat(settings.security().saslMechanism()).isEqualTo("PLAIN");
        assertThat(settings.security().usesSasl() || settings.security().usesTls())
                .isFalse();
    }

    @Test
    void shouldLookForTheKeyBesideTheCertificate() throws Exception {
        KafkaSettings settings = KafkaSettings.read("{\"bootstrapServers\": \"h\", \"topic\": \"t\","
                + " \"security\": {\"protocol\": \"SSL\", \"certificateFile\": \"/c\"}}");

        assertThat(settings.security().keyFile()).isEqualTo("/c");
    }

    @Test
    void shouldNameTheVariableThatHoldsNoPassword() throws Exception {
        KafkaSettings settings = KafkaSettings.read("{\"bootstrapServers\": \"h\", \"topic\": \"t\","
                + " \"security\": {\"protocol\": \"SASL_SSL\", \"passwordEnvironment\": \"NO_SUCH_VARIABLE\"}}");

        assertThatThrownBy(() -> settings.security().password()).hasMessageContaining("NO_SUCH_VARIABLE is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``  | TRIALOG_KAFKA is not set, though TRIALOG_METRIC_TRANSPORT is kafka",
                "{   | (expected: a JSON object)",
                "[]  | (expected: a JSON object)",
                "{\"topic\": \"t\"} | TRIALOG_KAFKA: bootstrapServers is missing (expected: a text)",
                "{\"bootstrapServers\": \"h\", \"topic\": 1} | TRIALOG_KAFKA: topic: 1 (expected: a text)",
                "{\"bootstrapServers\": \"h\", \"topic\": \"t\", \"security\": 1} | security: 1 (expected: a JSON object)",
                "{\"bootstrapServers\": \"h\", \"topic\": \"t\", \"security\": {\"protocol\": \"TLS\"}}"
                        + " | protocol: \"TLS\" (expected: one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL)",
                "{\"bootstrapServers\": \"h\", \"topic\": \"t\", \"security\": {\"saslMechanism\": \"X\"}}"
                        + " | saslMechanism: \"X\" (expected: one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512)",
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> KafkaSettings.read(text))
                .isInstanceOf(KafkaFailure.class)
                .hasMessageContaining(message);
    }
}
