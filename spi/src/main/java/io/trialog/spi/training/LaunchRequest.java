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

    private LaunchRequest(
            AttemptKey key,
            String command,
            Path codeDirectory,
            Path attemptDirectory,
            String parametersJson,
            Map<String, String> environment,
            @Nullable Duration timeLimit) {
        this.key = Objects.requireNonNull(key, "key");
        this.command = Objects.requireNonNull(command, "command");
        this.codeDirectory = Objects.requireNonNull(codeDirectory, "codeDirectory");
        this.attemptDirectory = Objects.requireNonNull(attemptDirectory, "attemptDirectory");
        this.parametersJson = Objects.requireNonNull(parametersJson, "parametersJson");
        this.environment = new LinkedHashMap<>(environment);
        this.timeLimit = timeLimit;
    }

    /** Runs a command. See the accessors for what the parts mean. */
    public static LaunchRequest of(
            AttemptKey key,
            String command,
            Path codeDirectory,
            Path attemptDirectory,
            String parametersJson,
            Map<String, String> environment) {
        return new LaunchRequest(key, command, codeDirectory, attemptDirectory, parametersJson, environment, null);
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
                Objects.requireNonNull(limit));
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
     * that do: parameters file, output directory, report spool.
     */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** How long the command may run, when that is limited; the service ends it then with {@link AttemptOutcome#timedOut}. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }
}
