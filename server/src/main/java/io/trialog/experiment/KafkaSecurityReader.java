package io.trialog.experiment;

import io.trialog.experiment.KafkaSecurity.Protocol;
import io.trialog.experiment.KafkaSecurity.SaslMechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code security} under {@code kafka}. A password that stands there is refused, and not shown. */
final class KafkaSecurityReader {

    private static final List<String> SASL_KEYS = List.of(
            KafkaKeys.SASL_MECHANISM, KafkaKeys.USERNAME, KafkaKeys.PASSWORD_FILE, KafkaKeys.PASSWORD_ENVIRONMENT);
    private static final List<String> TLS_KEYS =
            List.of(KafkaKeys.CA_FILE, KafkaKeys.CERTIFICATE_FILE, KafkaKeys.KEY_FILE);
    private static final String PASSWORD = "password";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final ConfigFiles files;
    private final ConfigProblems problems;
    private final ConfigSection security;

    KafkaSecurityReader(ConfigSection kafka, ConfigFiles files, ConfigProblems problems) {
        this.files = files;
        this.problems = problems;
        this.security = kafka.section(KafkaKeys.SECURITY, keys());
    }

    /** The settings; what is wrong goes to the problems and has its default here. */
    KafkaSecurity read() {
        security.rejectUnknown(keys(), List.of(PASSWORD));
        if (security.has(PASSWORD)) {
            security.problem(
                    PASSWORD,
                    "not here, where it would be recorded and shown (expected: passwordFile, or passwordEnvironment)");
        }
        Protocol written = security.word(KafkaKeys.PROTOCOL, Protocol.values(), Enum::name);
        boolean understood = written != null || !security.has(KafkaKeys.PROTOCOL);
        Protocol protocol = written == null ? Protocol.PLAINTEXT : written;
        String certificate = file(KafkaKeys.CERTIFICATE_FILE);
        String key = file(KafkaKeys.KEY_FILE);
        KafkaSecurity read = new KafkaSecurity(
                protocol,
                security.word(KafkaKeys.SASL_MECHANISM, SaslMechanism.values(), SaslMechanism::text),
                security.text(KafkaKeys.USERNAME),
                file(KafkaKeys.PASSWORD_FILE),
                variable(),
                file(KafkaKeys.CA_FILE),
                certificate,
                key == null ? certificate : key); // not all client libraries look there by themselves
        if (understood) {
            checkSasl(protocol);
            checkTls(protocol);
        }
        return read;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(KafkaKeys.PROTOCOL));
        keys.addAll(SASL_KEYS);
        keys.addAll(TLS_KEYS);
        return keys;
    }

    private void checkSasl(Protocol protocol) {
        boolean hasFile = security.has(KafkaKeys.PASSWORD_FILE);
        boolean hasVariable = security.has(KafkaKeys.PASSWORD_ENVIRONMENT);
        if (hasFile && hasVariable) {
            security.problem(
                    KafkaKeys.PASSWORD_ENVIRONMENT, "given, and passwordFile is too (expected: one of the two)");
        }
        if (!protocol.hasSasl()) {
            SASL_KEYS.forEach(key -> requireProtocol(key, protocol, "SASL_SSL or SASL_PLAINTEXT"));
            return;
        }
        if (!security.has(KafkaKeys.SASL_MECHANISM)) {
            security.problem(
                    KafkaKeys.SASL_MECHANISM,
                    "missing (expected: one of "
                            + String.join(", ", Words.all(SaslMechanism.values(), SaslMechanism::text)) + ")");
        }
        if (!security.has(KafkaKeys.USERNAME)) {
            security.problem(KafkaKeys.USERNAME, "missing (expected: whose password is shown to brokers)");
        }
        if (!hasFile && !hasVariable) {
            security.problem(
                    KafkaKeys.PASSWORD_FILE,
                    "missing (expected: a file with the password, or passwordEnvironment with a variable's name)");
        }
    }

    private void checkTls(Protocol protocol) {
        if (!protocol.hasTls()) {
            TLS_KEYS.forEach(key -> requireProtocol(key, protocol, "SSL or SASL_SSL"));
        }
        if (security.has(KafkaKeys.KEY_FILE) && !security.has(KafkaKeys.CERTIFICATE_FILE)) {
            security.problem(
                    KafkaKeys.CERTIFICATE_FILE, "missing (expected: the certificate that keyFile is the key of)");
        }
    }

    private void requireProtocol(String key, Protocol protocol, String expected) {
        if (security.has(key)) {
            security.problem(key, "given, and the protocol is " + protocol + " (expected: protocol " + expected + ")");
        }
    }

    private @Nullable String file(String key) {
        String written = security.text(key);
        return written == null ? null : files.file(security.path(key), written, problems);
    }

    private @Nullable String variable() {
        String written = security.text(KafkaKeys.PASSWORD_ENVIRONMENT);
        if (written != null && !VARIABLE.matcher(written).matches()) {
            security.problem(
                    KafkaKeys.PASSWORD_ENVIRONMENT,
                    "not a name (expected: the name of an environment variable such as KAFKA_PASSWORD)");
            return null;
        }
        return written;
    }
}
