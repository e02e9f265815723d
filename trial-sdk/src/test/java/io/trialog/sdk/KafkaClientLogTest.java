package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For {@code java.util.logging}; with Logback, a trial is run in {@link KafkaTrialsTest}. */
class KafkaClientLogTest {

    private final Logger logger = Logger.getLogger("org.apache.kafka");

    @AfterEach
    void restore() {
        logger.setLevel(null);
    }

    @Test
    void shouldSilenceTheClient() {
        KafkaClientLog.silence();

        assertThat(Logger.getLogger("org.apache.kafka.clients.NetworkClient").isLoggable(Level.SEVERE))
                .isFalse();
    }

    @Test
    void shouldLeaveALevelThatTheProgramHasSet() {
        logger.setLevel(Level.FINE);

        KafkaClientLog.silence();

        assertThat(logger.getLevel()).isEqualTo(Level.FINE);
    }
}
