package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.experiment.KafkaSecurity;
import io.trialog.experiment.KafkaSecurity.Protocol;
import io.trialog.experiment.KafkaSecurity.SaslMechanism;
import io.trialog.experiment.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialVariablesTest {

    @Test
    void shouldTellTrialsWhereToReport() {
        assertThat(TrialVariables.of(KafkaSettings.DEFAULT, "3fa9c2d1e0b4"))
                .isEqualTo(
                        Map.of(
                                "TRIALOG_METRIC_TRANSPORT",
                                "kafka",
                                "TRIALOG_KAFKA",
                                "{\"bootstrapServers\":\"localhost:9092\",\"topic\":\"trialog-reports\",\"server\":\"3fa9c2d1e0b4\"}"));
    }

    @Test
    void shouldTellThemHowToConnectAndNoSecret() {
        // given
        KafkaSecurity security = new KafkaSecurity(
                Protocol.SASL_SSL, SaslMechanism.PLAIN, "u", "/secrets/kafka", null, "/ca.pem", "/c.pem", "/k.pem");
        KafkaSettings settings =
                new KafkaSettings(List.of("h1:1", "h2:2"), "r", "d", "e", true, 8, null, Duration.ofDays(7), security);

        // then
        assertThat(TrialVariables.of(settings, "s"))
                .containsEntry(
                        "TRIALOG_KAFKA",
                        "{\"bootstrapServers\":\"h1:1,h2:2\",\"topic\":\"r\",\"server\":\"s\",\"security\":"
                                + "{\"protocol\":\"SASL_SSL\",\"saslMechanism\":\"PLAIN\",\"username\":\"u\","
                                + "\"passwordFile\":\"/secrets/kafka\",\"caFile\":\"/ca.pem\","
                                + "\"certificateFile\":\"/c.pem\",\"keyFile\":\"/k.pem\"}}");
    }
}
