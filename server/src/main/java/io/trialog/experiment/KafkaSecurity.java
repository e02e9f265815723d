package io.trialog.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to Kafka. Holds no secret: passwords and private keys stay where they are, and are read by who connects.
 *
 * @param protocol what connections are secured by
 * @param saslMechanism how a password is shown; present exactly where the protocol has SASL
 * @param username present exactly where the protocol has SASL
 * @param passwordFile absolute: the file whose first line is the password; with SASL either this or the next is there
 * @param passwordEnvironment the environment variable that holds the password
 * @param caFile absolute: certificates that brokers are to be signed by, PEM; null: what the system trusts
 * @param certificateFile absolute: the client's certificate with its chain, PEM; null for none
 * @param keyFile absolute: the private key of {@code certificateFile}, PEM (PKCS 8, not encrypted); may be the same file
 */
public record KafkaSecurity(
        Protocol protocol,
        @Nullable SaslMechanism saslMechanism,
        @Nullable String username,
        @Nullable String passwordFile,
        @Nullable String passwordEnvironment,
        @Nullable String caFile,
        @Nullable String certificateFile,
        @Nullable String keyFile) {

    /** What connections are secured by; names are Kafka's own. */
    public enum Protocol {
        /** Nothing. */
        PLAINTEXT,
        /** TLS. */
        SSL,
        /** A password; all can be read on the way. */
        SASL_PLAINTEXT,
        /** TLS and a password. */
        SASL_SSL;

        /** Whether connections are encrypted. */
        public boolean hasTls() {
            return this == SSL || this == SASL_SSL;
        }

        /** Whether clients show a password. */
        public boolean hasSasl() {
            return this == SASL_PLAINTEXT || this == SASL_SSL;
        }
    }

    /** How a password is shown. */
    public enum SaslMechanism {
        /** As it is. */
        PLAIN("PLAIN"),
        /** By a proof that one knows it, with SHA-256. */
        SCRAM_SHA_256("SCRAM-SHA-256"),
        /** By a proof that one knows it, with SHA-512. */
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String text;

        SaslMechanism(String text) {
            this.text = text;
        }

        /** As Kafka calls it. */
        public String text() {
            return text;
        }
    }

    /** Connections without any security. */
    public static final KafkaSecurity NONE =
            new KafkaSecurity(Protocol.PLAINTEXT, null, null, null, null, null, null, null);

    public KafkaSecurity {
        Objects.requireNonNull(protocol, "protocol");
    }

    /** What is given, as configurations have it: for the log, and for trials. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(KafkaKeys.PROTOCOL, protocol.name());
        map.put(KafkaKeys.SASL_MECHANISM, saslMechanism == null ? null : saslMechanism.text());
        map.put(KafkaKeys.USERNAME, username);
        map.put(KafkaKeys.PASSWORD_FILE, passwordFile);
        map.put(KafkaKeys.PASSWORD_ENVIRONMENT, passwordEnvironment);
        map.put(KafkaKeys.CA_FILE, caFile);
        map.put(KafkaKeys.CERTIFICATE_FILE, certificateFile);
        map.put(KafkaKeys.KEY_FILE, keyFile);
        map.values().removeIf(Objects::isNull);
        return map;
    }

    /** Reads what {@link #asMap} gave. */
    static KafkaSecurity stored(Map<?, ?> map) {
        return new KafkaSecurity(
                Words.find(Protocol.values(), Enum::name, map.get(KafkaKeys.PROTOCOL))
                        .orElse(Protocol.PLAINTEXT),
                Words.find(SaslMechanism.values(), SaslMechanism::text, map.get(KafkaKeys.SASL_MECHANISM))
                        .orElse(null),
                text(map.get(KafkaKeys.USERNAME)),
                text(map.get(KafkaKeys.PASSWORD_FILE)),
                text(map.get(KafkaKeys.PASSWORD_ENVIRONMENT)),
                text(map.get(KafkaKeys.CA_FILE)),
                text(map.get(KafkaKeys.CERTIFICATE_FILE)),
                text(map.get(KafkaKeys.KEY_FILE)));
    }

    private static @Nullable String text(@Nullable Object stored) {
        return stored instanceof String text ? text : null;
    }
}
