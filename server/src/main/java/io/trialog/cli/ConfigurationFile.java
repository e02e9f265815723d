package io.trialog.cli;

import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration's file, and what commands say of it. */
final class ConfigurationFile {

    private final Path file;
    private final Screen screen;

    /** @throws CommandFailure when there is no such file */
    ConfigurationFile(Path file, Screen screen) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": " + (Files.isDirectory(file) ? "is a directory" : "no such file")
                            + " (expected: the configuration of an experiment)");
        }
        this.file = file;
        this.screen = screen;
    }

    /** Prints warnings, one a line. */
    void warn(List<ConfigProblem> warnings) {
        warnings.forEach(
                warning -> screen.complain(screen.style().warning("warning: ") + warning.render(file.toString())));
    }

    /** A failure that lists all problems. */
    CommandFailure refused(InvalidConfigException problems, String consequence) {
        int count = problems.problems().size();
        return new CommandFailure(
                ExitCode.USAGE,
                file + " has " + (count == 1 ? "a problem" : count + " problems") + consequence + "\n"
                        + problems.render(file.toString()),
                problems);
    }
}
