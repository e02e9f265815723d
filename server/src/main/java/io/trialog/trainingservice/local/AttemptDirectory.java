package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of one attempt, described at the package. Several servers may prepare one at the same time; they write the same.
 *
 * @param path absolute
 */
record AttemptDirectory(Path path) {

    static AttemptDirectory of(LaunchRequest request) {
        return new AttemptDirectory(request.attemptDirectory().toAbsolutePath());
    }

    Path parametersFile() {
        return path.resolve("parameters.json");
    }

    Path outputDirectory() {
        return path.resolve("out");
    }

    Path reportSpool() {
        return path.resolve("reports.jsonl");
    }

    Path stderr() {
        return path.resolve("stderr");
    }

    Path script() {
        return path.resolve("run.sh");
    }

    /** Writes what a launch needs. */
    void prepare(LaunchRequest request) throws IOException {
        Files.createDirectories(outputDirectory());
        if (request.checkpointDirectory().isPresent()
                && request.checkpointToCopy().isEmpty()) {
            // the supervisor would make it as well, by starting three processes
            Files.createDirectories(request.checkpointDirectory().get());
        }
        replace(parametersFile(), request.parametersJson());
        replace(script(), AttemptScript.of(request, path));
    }

    /** Whether a launch got so far that no other may start the command. */
    boolean isClaimed() {
        return Files.exists(processFile());
    }

    Path processFile() {
        return path.resolve("process");
    }

    Optional<Supervisor> supervisor() throws IOException {
        return Supervisor.read(processFile());
    }

    Optional<Exit> exit() throws IOException {
        return Exit.read(path.resolve("exit"));
    }

    Optional<Kill> kill() throws IOException {
        return Kill.read(path.resolve("kill"));
    }

    void write(Kill kill) throws IOException {
        kill.write(path.resolve("kill"));
    }

    /** By another name first: a launch that comes second must not truncate what the first one's trial is reading. */
    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
