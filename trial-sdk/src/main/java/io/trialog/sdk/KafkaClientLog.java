package io.trialog.sdk;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what Kafka's client logs out of the training's output: a broker that is away would fill it. We say what is worth knowing.
 *
 * <p>Done for Logback, Log4j 2, {@code java.util.logging} and slf4j-simple, unless the program has set a level for {@value #NAME}: who has asked for the
 * client's log gets it.
 */
final class KafkaClientLog {

    private static final String NAME = "org.apache.kafka";

    private KafkaClientLog() {}

    static void silence() {
        silenceSimple();
        attempt(KafkaClientLog::silenceJdk);
        attempt(KafkaClientLog::silenceLogback);
        attempt(KafkaClientLog::silenceLog4j);
    }

    private static void silenceSimple() {
        String key = "org.slf4j.simpleLogger.log." + NAME;
        if (System.getProperty(key) == null) {
            System.setProperty(key, "off");
        }
    }

    private static void silenceJdk() {
        if (Jdk.LOGGER.getLevel() == null) {
            Jdk.LOGGER.setLevel(Level.OFF);
        }
    }

    private static void silenceLogback() throws ReflectiveOperationException {
        Object logger = type("org.slf4j.LoggerFactory")
                .getMethod("getLogger", String.class)
                .invoke(null, NAME);
        Class<?> level = type("ch.qos.logback.classic.Level");
        if (logger.getClass().getMethod("getLevel").invoke(logger) == null) {
            logger.getClass().getMethod("setLevel", level).invoke(logger, off(level));
        }
    }

    private static void silenceLog4j() throws ReflectiveOperationException {
        Class<?> level = type("org.apache.logging.log4j.Level");
        Object context = type("org.apache.logging.log4j.core.LoggerContext")
                .getMethod("getContext", boolean.class)
                .invoke(null, false);
        Object configuration = context.getClass().getMethod("getConfiguration").invoke(context);
        Method loggers =
                type("org.apache.logging.log4j.core.config.Configuration").getMethod("getLoggers");
        if (loggers.invoke(configuration) instanceof Map<?, ?> configured && !configured.containsKey(NAME)) {
            type("org.apache.logging.log4j.core.config.Configurator")
                    .getMethod("setLevel", String.class, level)
                    .invoke(null, NAME, off(level));
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }

    private static Object off(Class<?> level) throws ReflectiveOperationException {
        return level.getField("OFF").get(null);
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            // the program does not use that library
        }
    }

    /** Kept, since {@code java.util.logging} forgets the levels of loggers that nobody holds. */
    private static final class Jdk {
        static final Logger LOGGER = Logger.getLogger(NAME);
    }

    private interface Attempt {
        void run() throws ReflectiveOperationException;
    }
}
