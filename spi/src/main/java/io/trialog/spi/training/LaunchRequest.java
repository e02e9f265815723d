package io.trialog.spi.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to run. Immutable; grows by {@code with...} methods and accessors. */
public final class LaunchRequest {

    private final AttemptKey key;
    private final String command;
    private final Path codeDirectory;
    private final Path attemptDirectory;
    private final String parametersJson;
    private final Map<String, String> environment;
    private final @Nullable Duration timeLimit;
    private final @Nullable Path checkpointDirectory;
    private final @Nullable Path checkpointToCopy;

    private LaunchRequest(
            AttemptKey key,
            String command,
            Path codeDirectory,
            Path attemptDirectory,
            String parametersJson,
            Map<String, String> environment,
            @Nullable Duration timeLimit,
            @Nullable Path checkpointDirectory,
            @Nullable Path checkpointToCopy) {
        this.key = Objects.requireNonNull(key, "key");
        this.command = Objects.requireNonNull(command, "command");
        this.codeDirectory = Objects.requireNonNull(codeDirectory, "codeDirectory");
        this.attemptDirectory = Objects.requireNonNull(attemptDirectory, "attemptDirectory");
        this.parametersJson = Objects.requireNonNull(parametersJson, "parametersJson");
        this.environment = new LinkedHashMap<>(environment);
        this.timeLimit = timeLimit;
        this.checkpointDirectory = checkpointDirectory;
        this.checkpointToCopy = checkpointToCopy;
    }

    /** Runs a command. See the accessors for what the parts mean. */
    public static LaunchRequest of(
            AttemptKey key,
            String command,
            Path codeDirectory,
            Path attemptDirectory,
            String parametersJson,
            Map<String, String> environment) {
        return new LaunchRequest(
                key, command, codeDirectory, attemptDirectory, parametersJson, environment, null, null, null);
    }

    /** The same with a limit on the time from the start of the command to its end. */
    public LaunchRequest withTimeLimit(Duration limit) {
        return new LaunchRequest(
                key,
                command,
                codeDirectory,
                attemptDirectory,
                parametersJson,
                environment,
                Objects.requireNonNull(limit),
                checkpointDirectory,
                checkpointToCopy);
    }

    /**
     * The same with a directory for what the trial saves to go on from.
     *
     * @param own the trial's, the same for all its attempts
     * @param toCopy that of the trial that this one continues; null for none
     */
    public LaunchRequest withCheckpoints(Path own, @Nullable Path toCopy) {
        return new LaunchRequest(
                key,
                command,
                codeDirectory,
                attemptDirectory,
                parametersJson,
                environment,
                timeLimit,
                Objects.requireNonNull(own),
                toCopy);
    }

    /** Which attempt this is: the identity of the request. */
    public AttemptKey key() {
        return key;
    }

    /** The shell command, for {@code bash -c}. */
    public String command() {
        return command;
    }

    /** The trial's code on the server's machine; its working directory, there or as a copy elsewhere. */
    public Path codeDirectory() {
        return codeDirectory;
    }

    /**
     * This attempt's own directory on the server's machine, for the service's files, stdout, stderr and what the trial
     * writes. It may not exist yet; no other attempt uses it.
     */
    public Path attemptDirectory() {
        return attemptDirectory;
    }

    /** The configuration as a JSON object, for the file that {@code TRIALOG_PARAMETERS_FILE} names. */
    public String parametersJson() {
        return parametersJson;
    }

    /**
     * {@code TRIALOG_*} variables that do not depend on the place: ids, server, token, transport. The service adds those
     * that do: parameters file, output directory, report spool, checkpoint directory.
     */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** How long the command may run, when that is limited; the service ends it then with {@link AttemptOutcome#timedOut}. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /**
     * The trial's directory on the server's machine for what it saves to go on from; it is told by {@code TRIALOG_CHECKPOINT_DIR}.
     * It is there before the command starts, and what an earlier attempt left in it stays: only where there is none yet does
     * the service make it, empty or as a copy of {@link #checkpointToCopy()}, and as a whole or not at all.
     */
    public Optional<Path> checkpointDirectory() {
        return Optional.ofNullable(checkpointDirectory);
    }

    /** The checkpoint directory of the trial that this one continues; it may not be there. */
    public Optional<Path> checkpointToCopy() {
        return Optional.ofNullable(checkpointToCopy);
    }
}
