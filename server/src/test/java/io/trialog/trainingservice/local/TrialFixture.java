package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.spi.testkit.RecordingAttemptListener;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A directory with trials, and one server after another. */
final class TrialFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private RecordingAttemptListener listener = new RecordingAttemptListener();
    private LocalTrainingService service = serviceFor(listener, System.getenv("PATH"));

    TrialFixture(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(code());
    }

    static LocalTrainingService serviceFor(RecordingAttemptListener listener, String searchPath) {
        Launcher launcher = launcher(Programs.on(searchPath));
        GpuQueue unused = new GpuQueue(GpuTool.here(), Duration.ofSeconds(1));
        return new LocalTrainingService(listener, launcher, Duration.ofMillis(200), unused, Optional.empty());
    }

    private static Launcher launcher(Programs programs) {
        return new Launcher(programs, new SpareShells(programs, Duration.ofSeconds(1)), Optional.empty());
    }

    /** A server whose trials want GPUs. */
    static LocalTrainingService serviceFor(RecordingAttemptListener listener, GpuQueue queue, GpuDemand demand) {
        Launcher launcher = launcher(Programs.on(System.getenv("PATH")));
        return new LocalTrainingService(listener, launcher, Duration.ofMillis(200), queue, Optional.of(demand));
    }

    static LaunchRequest request(Path directory, long trial, String command) {
        return LaunchRequest.of(
                new AttemptKey("q3kx9abd", trial, 1),
                command,
                directory.resolve("code"),
                directory.resolve("attempts").resolve(Long.toString(trial)),
                "{}",
                Map.of("TRIALOG_TOKEN", "s3cret-token"));
    }

    LaunchRequest request(String command) {
        return request(directory, 0, command);
    }

    LocalTrainingService service() {
        return service;
    }

    RecordingAttemptListener listener() {
        return listener;
    }

    /** Closes the service and makes another with a new listener. */
    void restart() {
        service.close();
        listener = new RecordingAttemptListener();
        service = serviceFor(listener, System.getenv("PATH"));
    }

    AttemptOutcome run(LaunchRequest request) {
        service.launch(request);
        return end(request);
    }

    AttemptOutcome end(LaunchRequest request) {
        return listener.awaitEnd(request.key(), PATIENCE);
    }

    Path code() {
        return directory.resolve("code");
    }

    /** A file that trials write, by a relative name too: it lies in their working directory. */
    Path file(String name) {
        return code().resolve(name);
    }

    String line(String name) {
        await().atMost(PATIENCE)
                .until(() -> Files.exists(file(name)) && read(name).endsWith("\n"));
        return read(name).strip();
    }

    long pid(String name) {
        return Long.parseLong(line(name));
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Supervisor supervisorOf(LaunchRequest request) {
        try {
            return AttemptDirectory.of(request).supervisor().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAlive(long pid) {
        boolean zombie = ProcStat.of(pid).map(ProcStat::isZombie).orElse(false);
        return !zombie && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("bash", "-c", "kill -" + signal + " -- " + pid)
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill -" + signal + " " + pid).isZero();
    }

    /** Ends what the last service watches. */
    void kill(LaunchRequest request) {
        service.launch(request);
        service.kill(request.key(), Duration.ZERO);
        end(request);
    }

    /** Ends the service, and what a failed test left running. */
    @Override
    public void close() throws IOException {
        service.close();
        ProcessTable processes = ProcessTable.now();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path record : files.filter(file -> file.endsWith("process")).toList()) {
                Supervisor.read(record).map(supervisor -> processes.treeOf(supervisor, Set.of())).stream()
                        .flatMap(Set::stream)
                        .forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}
