package io.trialog.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.read.CyclicBufferAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.trialog.experiment.RunSettings.LogLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Where the program's own messages go: warnings of Trialog to the screen, everything to {@code server.log} once a data
 * directory is known. Set up here and not by a {@code logback.xml}: parsing one costs a tenth of a second of every start,
 * and would decide for programs that use the server as a library.
 */
final class ProgramLog {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS,UTC}Z %-5level [%thread] %logger{24}: %msg%n";
    private static final String MAX_SIZE = "10MB";
    private static final int OLD_FILES = 3;
    /** Keeps what is logged before it is known where to. */
    private static final String EARLY = "early";

    /** Levels are those of our own messages: the ones of libraries help nobody who tunes. */
    private static final String OURS = "io.trialog";

    /** Its clients complain several times a second while no broker answers; our adapter tells of that, once. */
    private static final String KAFKA = "org.apache.kafka";

    private static final int MAX_EARLY = 512;

    private ProgramLog() {}

    /** Replaces what logging does by default, unless somebody chose a configuration of their own. */
    static void start(Screen screen) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context && System.getProperty("logback.configurationFile") == null) {
            context.reset();
            context.setMaxCallerDataDepth(0);
            context.getLogger("ROOT").setLevel(Level.INFO);
            context.getLogger(KAFKA).setLevel(Level.OFF);
            ScreenAppender appender = new ScreenAppender(screen);
            appender.setContext(context);
            appender.setName(ScreenAppender.class.getSimpleName());
            appender.start();
            context.getLogger("ROOT").addAppender(appender);
            CyclicBufferAppender<ILoggingEvent> early = new CyclicBufferAppender<>();
            early.setContext(context);
            early.setName(EARLY);
            early.setMaxSize(MAX_EARLY);
            early.start();
            context.getLogger("ROOT").addAppender(early);
        }
    }

    /** Sets from which level on there are messages; null leaves it. */
    static void level(@Nullable LogLevel level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (level != null && factory instanceof LoggerContext context) {
            String name = level == LogLevel.WARNING ? "WARN" : level.name();
            context.getLogger(OURS).setLevel(Level.valueOf(name));
        }
    }

    /**
     * Writes everything to a file in a data directory that this process owns: what was logged so far, and from now on. Old
     * files are kept up to a limit.
     */
    static void writeTo(Path data) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context && System.getProperty("logback.configurationFile") == null) {
            FileAppender<ILoggingEvent> appender = file(context, data.resolve("server.log"));
            appender.start();
            Logger root = context.getLogger("ROOT");
            root.addAppender(appender);
            if (root.getAppender(EARLY) instanceof CyclicBufferAppender<ILoggingEvent> early) {
                root.detachAppender(early);
                for (int i = 0; i < early.getLength(); i++) {
                    appender.doAppend(early.get(i));
                }
            }
        }
    }

    private static FileAppender<ILoggingEvent> file(LoggerContext context, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();

        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(file.toString());
        appender.setFile(file.toString());
        appender.setEncoder(encoder);

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file.toString().replace("%", "%%") + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> triggering = new SizeBasedTriggeringPolicy<>();
        triggering.setContext(context);
        triggering.setMaxFileSize(FileSize.valueOf(MAX_SIZE));
        triggering.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(triggering);
        return appender;
    }
}
