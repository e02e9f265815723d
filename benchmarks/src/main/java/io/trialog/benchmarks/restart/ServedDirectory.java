package io.trialog.benchmarks.restart;

import io.trialog.benchmarks.AnsweringProcess;
import io.trialog.benchmarks.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data directory on which servers are started in JVMs of their own, as users start them. */
final class ServedDirectory {

    private final Path data;
    private final ServerProgram program;

    ServedDirectory(Path data, @Nullable Path jar) {
        this.data = data;
        this.program = new ServerProgram(jar);
    }

    /** How long a server takes from its process's start to its first answer; it is killed then. */
    Duration killedStart() throws IOException {
        try (AnsweringProcess server = start()) {
            return server.took();
        }
    }

    /** The same; it is ended properly then. */
    Duration properStart() throws IOException, InterruptedException {
        try (AnsweringProcess server = start()) {
            server.stop();
            return server.took();
        }
    }

    private AnsweringProcess start() throws IOException {
        int port = ServerProgram.freePort();
        AnsweringProcess server = AnsweringProcess.start(
                program.serving(List.of(), data, port), port, "/api/v1/experiments", data.resolveSibling("server.log"));
        if (!server.answer().contains("q3kx9abd")) {
            server.close();
            throw new IllegalStateException("the server answered " + server.answer());
        }
        return server;
    }
}
