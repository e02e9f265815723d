package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The script of an attempt's supervisor: what is to be run, and {@code attempt.sh}. It holds nothing secret. */
final class AttemptScript {

    private static final String BODY = readBody();

    private AttemptScript() {}

    static String of(LaunchRequest request, Path attemptDirectory) {
        return "trial=" + quoted(request.key().toString()) + "\n"
                + "code=" + quoted(request.codeDirectory().toAbsolutePath().toString()) + "\n"
                + "command=" + quoted(request.command()) + "\n"
                + "attempt=" + quoted(attemptDirectory.toString()) + "\n"
                + "checkpoint=" + quoted(text(request.checkpointDirectory())) + "\n"
                + "parent=" + quoted(text(request.checkpointToCopy())) + "\n\n"
                + BODY;
    }

    /** Absolute; empty for none. */
    private static String text(Optional<Path> directory) {
        return directory.map(path -> path.toAbsolutePath().toString()).orElse("");
    }

    /** As one word of a shell, whatever it holds. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String readBody() {
        try (InputStream stream = AttemptScript.class.getResourceAsStream("attempt.sh")) {
            if (stream == null) {
                throw new IllegalStateException("attempt.sh is missing in this installation");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
