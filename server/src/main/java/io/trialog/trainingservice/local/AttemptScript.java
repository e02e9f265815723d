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
        return "trial=" + ShellWord.of(request.key().toString()) + "\n"
                + "code="
                + ShellWord.of(request.codeDirectory().toAbsolutePath().toString()) + "\n"
                + "command=" + ShellWord.of(request.command()) + "\n"
                + "attempt=" + ShellWord.of(attemptDirectory.toString()) + "\n"
                + "checkpoint=" + ShellWord.of(text(request.checkpointDirectory())) + "\n"
                + "parent=" + ShellWord.of(text(request.checkpointToCopy())) + "\n\n"
                + BODY;
    }

    /** Absolute; empty for none. */
    private static String text(Optional<Path> directory) {
        return directory.map(path -> path.toAbsolutePath().toString()).orElse("");
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
