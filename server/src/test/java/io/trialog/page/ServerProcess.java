package io.trialog.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A server as users start it: the runnable jar in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("^server +(http://\\S+)", Pattern.MULTILINE);

    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a server and waits for it to listen.
     *
     * @param data its data directory
     * @param port where to listen; 0 for any free port
     * @param workingDirectory where it looks for the code of trials
     * @param output what it prints; replaced
     */
    static ServerProcess start(Path data, int port, Path workingDirectory, Path output) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("target", "trialog.jar").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        builder.environment()
                .put(
                        "TRIALOG_PYTHON_SDK",
                        Path.of("..", "trial-sdk", "python").toRealPath().toString());
        builder.directory(workingDirectory.toFile());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        try {
            URI address = Awaitility.await()
                    .atMost(START)
                    .until(() -> addressIn(output, process), Optional::isPresent)
                    .orElseThrow();
            return new ServerProcess(process, address);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start; it printed: " + Files.readString(output), e);
        }
    }

    private static Optional<URI> addressIn(Path output, Process process) throws IOException {
        Matcher line = ADDRESS.matcher(Files.readString(output));
        if (line.find()) {
            return Optional.of(URI.create(line.group(1)));
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended with exit code " + process.exitValue());
        }
        return Optional.empty();
    }

    URI address() {
        return address;
    }

    /** Ends it as a power cut would; what it had started goes on. */
    void kill() {
        process.destroyForcibly();
        ended(Duration.ofSeconds(10));
    }

    /** Ends it as Ctrl-C would, with its trials. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(Duration.ofSeconds(30))) {
            process.destroyForcibly();
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
