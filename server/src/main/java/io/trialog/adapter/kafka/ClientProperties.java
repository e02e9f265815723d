package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** What Kafka's clients are made with: passwords and keys are read here, when somebody connects, and kept nowhere. */
final class ClientProperties {

    private static final String PEM = "PEM";

    private ClientProperties() {}

    /**
     * The properties that all kinds of clients have.
     *
     * @throws UncheckedIOException when a file cannot be read
     * @throws IllegalStateException when the environment lacks the password
     */
    static Map<String, Object> of(Connection connection) {
        return of(connection, System::getenv);
    }

    /**
     * The properties that all kinds of clients have.
     *
     * @param environment gives the value of a variable, or null
     */
    static Map<String, Object> of(Connection connection, UnaryOperator<@Nullable String> environment) {
        KafkaSecurity security = connection.security();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.address());
        properties.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                security.protocol().name());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100L);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L);
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        if (security.protocol().hasSasl()) {
            sasl(security, environment, properties);
        }
        if (security.protocol().hasTls()) {
            tls(security, properties);
        }
        return properties;
    }

    private static void sasl(
            KafkaSecurity security, UnaryOperator<@Nullable String> environment, Map<String, Object> properties) {
        KafkaSecurity.SaslMechanism mechanism = security.saslMechanism();
        String module = mechanism == KafkaSecurity.SaslMechanism.PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        properties.put(SaslConfigs.SASL_MECHANISM, mechanism == null ? "" : mechanism.text());
        properties.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                module + " required username=" + quoted(String.valueOf(security.username())) + " password="
                        + quoted(password(security, environment)) + ";");
    }

    private static String password(KafkaSecurity security, UnaryOperator<@Nullable String> environment) {
        String file = security.passwordFile();
        if (file != null) {
            return read(file).lines().findFirst().orElse("");
        }
        String variable = String.valueOf(security.passwordEnvironment());
        String password = environment.apply(variable);
        if (password == null) {
            throw new IllegalStateException(
                    "the server has no environment variable " + variable + " (expected: the password for Kafka)");
        }
        return password;
    }

    private static void tls(KafkaSecurity security, Map<String, Object> properties) {
        String authorities = security.caFile();
        if (authorities != null) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            properties.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, read(authorities));
        }
        String certificate = security.certificateFile();
        if (certificate != null) {
            String key = security.keyFile();
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            properties.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, read(certificate));
            properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read(key == null ? certificate : key));
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    /** As a value of a JAAS configuration. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
