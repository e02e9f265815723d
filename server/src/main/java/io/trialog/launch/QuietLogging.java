package io.trialog.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * What programs log that launch experiments and have no configuration of logging of their own: what they should know, on
 * stderr, and not everything that every library does. A {@code logback.xml} comes before this.
 */
@ConfiguratorRank(QuietLogging.AFTER_FILES)
public final class QuietLogging extends ContextAwareBase implements Configurator {

    static final int AFTER_FILES = ConfiguratorRank.NOMINAL - 5;

    /** For the service loader. */
    public QuietLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern("%d{HH:mm:ss} %-5level %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(loggers);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(stderr);
        loggers.getLogger("io.trialog.launch").setLevel(Level.INFO);
        loggers.getLogger("org.apache.kafka").setLevel(Level.OFF); // our adapter tells of outages, once
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
