package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a trial's environment out of the server's. */
final class TrialEnvironment {

    static final String PARAMETERS_FILE = "TRIALOG_PARAMETERS_FILE";

    private static final String CHECKPOINT_DIRECTORY = "TRIALOG_CHECKPOINT_DIR";
    private static final String OURS = "TRIALOG_";
    private static final String UNBUFFERED = "PYTHONUNBUFFERED";
    private static final String PYTHON_PATH = "PYTHONPATH";
    private static final String PYTHON_PACKAGE = "trialog";

    private final Optional<Path> pythonSdk;

    /**
     * @param pythonSdk the directory that holds the Python package {@code trialog}, when there is one
     */
    TrialEnvironment(Optional<Path> pythonSdk) {
        this.pythonSdk = pythonSdk;
    }

    /** Takes out what says how to reach the server's own server: no business of the trials of a server that runs inside a trial. */
    static void removeServersOwn(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith(OURS));
    }

    /**
     * What an attempt's environment has besides the server's, or instead.
     *
     * @param server the server's environment
     */
    Map<String, String> additions(Map<String, String> server, LaunchRequest request, AttemptDirectory directory) {
        Map<String, String> added = new LinkedHashMap<>(request.environment());
        added.put(PARAMETERS_FILE, directory.parametersFile().toString());
        added.put("TRIALOG_OUTPUT_DIRECTORY", directory.outputDirectory().toString());
        added.put("TRIALOG_REPORT_SPOOL", directory.reportSpool().toString());
        request.checkpointDirectory()
                .ifPresent(checkpoint -> added.put(
                        CHECKPOINT_DIRECTORY, checkpoint.toAbsolutePath().toString()));
        // stdout goes to a file: without this Python keeps what it prints for itself until there are 8 kB of it
        if (!server.containsKey(UNBUFFERED)) {
            added.putIfAbsent(UNBUFFERED, "1");
        }
        pythonSdk.ifPresent(sdk ->
                pythonPath(server.get(PYTHON_PATH), sdk.toString()).ifPresent(path -> added.put(PYTHON_PATH, path)));
        return added;
    }

    /** Empty when the path is to stay as it is. */
    private static Optional<String> pythonPath(@Nullable String path, String sdk) {
        if (path == null || path.isEmpty()) {
            return Optional.of(sdk);
        }
        return Stream.of(path.split(File.pathSeparator, -1)).anyMatch(TrialEnvironment::holdsPackage)
                ? Optional.empty()
                : Optional.of(path + File.pathSeparator + sdk);
    }

    private static boolean holdsPackage(String directory) {
        try {
            return !directory.isEmpty()
                    && (Files.isDirectory(Path.of(directory, PYTHON_PACKAGE))
                            || Files.exists(Path.of(directory, PYTHON_PACKAGE + ".py")));
        } catch (InvalidPathException e) {
            return false; // the variable may hold anything
        }
    }
}
