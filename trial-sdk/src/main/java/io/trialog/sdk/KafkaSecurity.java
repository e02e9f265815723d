package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka's client shows who it is, and knows the broker.
 *
 * @param protocol one of Kafka's security protocols
 * @param passwordFile the file that holds the password
 * @param passwordEnvironment else the environment variable that does
 * @param caFile PEM, as the other files; {@code null}: what the JVM trusts
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

    /** Reads the password now; line ends at its end do not count. */
    String password() throws IOException {
        if (passwordFile != null) {
            return Files.readString(Path.of(passwordFile)).replaceFirst("[\r\n]+\\z", "");
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
