package io.trialog.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: which data directory. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Data directory: the log, and the output of trials.",
                "Default: the variable TRIALOG_DATA, else ~/.trialog"
            })
    private @Nullable Path given;

    Path directory(Map<String, String> environment) {
        Path directory = given != null ? given : byDefault(environment);
        return directory.toAbsolutePath().normalize();
    }

    /** What commands that people are told to type need, to find the same directory again. */
    String suffix() {
        return given == null ? "" : " --data " + ShellText.quoted(given.toString());
    }

    private static Path byDefault(Map<String, String> environment) {
        String variable = environment.getOrDefault("TRIALOG_DATA", "");
        return variable.isBlank() ? Path.of(System.getProperty("user.home"), ".trialog") : Path.of(variable);
    }
}
