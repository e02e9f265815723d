package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the supervisors of attempts. Any thread may use it. */
final class Launcher {

    private static final File NOTHING = new File("/dev/null");
    private static final String STARTED = "started";
    private static final String TAKEN = "taken";
    private static final String FAILED = "failed ";

    private final Programs programs;
    private final TrialEnvironment trialEnvironment;

    Launcher(Programs programs, Optional<Path> pythonSdk) {
        this.programs = programs;
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
        ProcessBuilder builder = new ProcessBuilder(programs.detached(directory.script()));
        try {
            directory.prepare(request);
            // Secrets go this way only: other users can read neither this nor a file in which it would be.
            trialEnvironment.adapt(builder.environment(), request, directory);
            gpus.ifPresent(share -> share.addTo(builder.environment()));
            builder.redirectInput(NOTHING);
            builder.redirectError(
                    ProcessBuilder.Redirect.appendTo(directory.stderr().toFile()));
            Process process = builder.start();
            return isOurs(process, directory) ? Optional.of(process) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchFailedException("cannot start the trial in " + directory.path() + ": " + e, e);
        }
    }

    /** Waits for the one line that the supervisor says. */
    private static boolean isOurs(Process process, AttemptDirectory directory)
            throws IOException, LaunchFailedException {
        String line;
        try (BufferedReader words = process.inputReader()) {
            line = words.readLine();
        }
        if (STARTED.equals(line)) {
            return true;
        }
        if (TAKEN.equals(line)) {
            return false;
        }
        String why = line != null && line.startsWith(FAILED)
                ? line.substring(FAILED.length())
                : "the shell that should run the trial ended before it did";
        String more = FileTail.of(directory.stderr());
        throw new LaunchFailedException(more.isEmpty() ? why : why + ": " + more);
    }
}
