package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka's client shows who it is, and knows the broker.
 *
 * @param protocol one of Kafka's security protocols
 * @param passwordFile the file whose first line is the password
 * @param passwordEnvironment else the environment variable that holds it
 * @param caFile PEM, as the other files; {@code null}: what the JVM trusts
 * @param keyFile that of the certificate when nothing names another
 */
record KafkaSecurity(
        String protocol,
        String saslMechanism,
        @Nullable String username,
        @Nullable String passwordFile,
        @Nullable String passwordEnvironment,
        @Nullable String caFile,
        @Nullable String certificateFile,
        @Nullable String keyFile) {

    /** Whether the client names itself by user name and password. */
    boolean usesSasl() {
        return protocol.startsWith("SASL_");
    }

    /** Whether connections are encrypted. */
    boolean usesTls() {
        return protocol.endsWith("SSL");
    }

    /** Reads the password now. */
    String password() throws IOException {
        if (passwordFile != null) {
            return Files.readString(Path.of(passwordFile)).lines().findFirst().orElse("");
        }
        if (passwordEnvironment == null) {
            return "";
        }
        String password = System.getenv(passwordEnvironment);
        if (password == null) {
            throw new IOException("the environment variable " + passwordEnvironment + " is not set");
        }
        return password;
    }
}
