package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the supervisors of attempts. Any thread may use it. */
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final File NOTHING = new File("/dev/null");
    private static final String STARTED = "started";
    private static final String TAKEN = "taken";
    private static final String FAILED = "failed ";

    /** A supervisor and the one line that it says; null when it ended without a word. */
    private record Start(Process process, @Nullable String word) {

        static Start of(Process process) throws IOException {
            try (BufferedReader words = process.inputReader()) {
                return new Start(process, words.readLine());
            }
        }
    }

    private final Programs programs;
    private final SpareShells spares;
    private final TrialEnvironment trialEnvironment;

    /** @param spares shells of the same programs */
    Launcher(Programs programs, SpareShells spares, Optional<Path> pythonSdk) {
        this.programs = programs;
        this.spares = spares;
        this.trialEnvironment = new TrialEnvironment(pythonSdk);
    }

    /**
     * Starts an attempt that nobody has claimed yet, and returns when its command is about to run (some milliseconds).
     *
     * @param gpus those that were chosen for it, if any were
     * @return the supervisor; empty when another launch was faster
     */
    Optional<Process> start(LaunchRequest request, AttemptDirectory directory, Optional<GpuShare> gpus)
            throws LaunchFailedException {
        if (!Files.isDirectory(request.codeDirectory())) {
            throw new LaunchFailedException(
                    "trial code directory: " + request.codeDirectory() + " (expected: an existing directory)");
        }
        // which GPUs are taken is read from the environments that supervisors were started with
        boolean mayBeSpare = gpus.isEmpty();
        try {
            directory.prepare(request);
            Map<String, String> added = trialEnvironment.additions(System.getenv(), request, directory);
            gpus.ifPresent(share -> share.addTo(added));
            Optional<Start> start =
                    mayBeSpare ? spares.take().flatMap(shell -> inSpare(shell, added, directory)) : Optional.empty();
            return ours(start.isPresent() ? start.get() : inNew(added, directory), directory);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchFailedException("cannot start the trial in " + directory.path() + ": " + e, e);
        } finally {
            if (mayBeSpare) {
                Future<?> unused = spares.prepare();
            }
        }
    }

    /** Empty when the spare shell has come to an end. */
    private static Optional<Start> inSpare(SpareShell shell, Map<String, String> added, AttemptDirectory directory) {
        try {
            return Optional.of(Start.of(shell.run(directory.script(), added, directory.stderr())))
                    .filter(start -> start.word() != null);
        } catch (IOException e) {
            LOG.debug("a shell that waited for an attempt is gone, starting another", e);
            return Optional.empty();
        }
    }

    // Secrets go by the environment only: other users can read neither this nor a file in which it would be.
    private Start inNew(Map<String, String> added, AttemptDirectory directory)
            throws IOException, LaunchFailedException {
        ProcessBuilder builder =
                new ProcessBuilder(programs.detached(directory.script().toString()));
        TrialEnvironment.removeServersOwn(builder.environment());
        builder.environment().putAll(added);
        builder.redirectInput(NOTHING);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(directory.stderr().toFile()));
        return Start.of(builder.start());
    }

    private static Optional<Process> ours(Start start, AttemptDirectory directory) throws LaunchFailedException {
        String word = start.word();
        if (STARTED.equals(word)) {
            return Optional.of(start.process());
        }
        if (TAKEN.equals(word)) {
            return Optional.empty();
        }
        String why = word != null && word.startsWith(FAILED)
                ? word.substring(FAILED.length())
                : "the shell that should run the trial ended before it did";
        String more = FileTail.of(directory.stderr());
        throw new LaunchFailedException(more.isEmpty() ? why : why + ": " + more);
    }
}
