package io.trialog.trainingservice.local;

import io.trialog.spi.training.LaunchRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a trial's environment out of the server's. */
final class TrialEnvironment {

    static final String PARAMETERS_FILE = "TRIALOG_PARAMETERS_FILE";

    private static final String CHECKPOINT_DIRECTORY = "TRIALOG_CHECKPOINT_DIR";
    private static final String OURS = "TRIALOG_";
    private static final String PYTHON_PATH = "PYTHONPATH";
    private static final String PYTHON_PACKAGE = "trialog";

    private final Optional<Path> pythonSdk;

    /**
     * @param pythonSdk the directory that holds the Python package {@code trialog}, when there is one
     */
    TrialEnvironment(Optional<Path> pythonSdk) {
        this.pythonSdk = pythonSdk;
    }

    /**
     * Changes a copy of the server's environment into that of an attempt. In place, because the map of a {@link
     * ProcessBuilder} keeps values that are not text in the JVM's encoding as they are.
     */
    void adapt(Map<String, String> environment, LaunchRequest request, AttemptDirectory directory) {
        // What a server says to its trials is no business of the trials of a server that runs inside one of them.
        environment.keySet().removeIf(name -> name.startsWith(OURS));
        environment.putAll(request.environment());
        environment.put(PARAMETERS_FILE, directory.parametersFile().toString());
        environment.put("TRIALOG_OUTPUT_DIRECTORY", directory.outputDirectory().toString());
        environment.put("TRIALOG_REPORT_SPOOL", directory.reportSpool().toString());
        request.checkpointDirectory()
                .ifPresent(checkpoint -> environment.put(
                        CHECKPOINT_DIRECTORY, checkpoint.toAbsolutePath().toString()));
        // stdout goes to a file: without this Python keeps what it prints for itself until there are 8 kB of it
        environment.putIfAbsent("PYTHONUNBUFFERED", "1");
        pythonSdk.ifPresent(sdk -> environment.merge(PYTHON_PATH, sdk.toString(), TrialEnvironment::appended));
    }

    private static String appended(String path, String sdk) {
        if (path.isEmpty()) {
            return sdk;
        }
        return Stream.of(path.split(File.pathSeparator, -1)).anyMatch(TrialEnvironment::holdsPackage)
                ? path
                : path + File.pathSeparator + sdk;
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
