package io.trialog.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import org.junit.jupiter.api.Test;

class QuietLoggingTest {

    @Test
    void shouldTellOfLaunchesAndOfTroubleOnly() throws Exception {
        // given
        LoggerContext loggers = new LoggerContext();

        // when
        new ContextInitializer(loggers).autoConfig();

        // then
        Logger library = loggers.getLogger("io.netty.buffer");
        Logger server = loggers.getLogger("io.trialog.bootstrap.SnapshotKeeper");
        assertThat(library.isDebugEnabled()).isFalse();
        assertThat(server.isInfoEnabled()).isFalse();
        assertThat(server.isWarnEnabled()).isTrue();
        assertThat(loggers.getLogger(Experiment.class).isInfoEnabled()).isTrue();
    }
}
