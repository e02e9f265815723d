package io.trialog.cli;

import io.trialog.bootstrap.DataDirectoryException;
import io.trialog.bootstrap.Home;
import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command looks for experiments, and puts new ones.
 *
 * @param home where data directories are
 * @param single the only data directory to look at; null for all of the home
 * @param suffix what commands that people are told to type need, to find the same experiments again
 */
record Places(Home home, @Nullable Path single, String suffix) {

    /**
     * The data directories to look at.
     *
     * @throws CommandFailure when the home cannot be read
     */
    List<Path> directories() {
        if (single != null) {
            return List.of(single);
        }
        try {
            return home.dataDirectories();
        } catch (DataDirectoryException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The data directory that an experiment of this id would have to itself; empty when it cannot be told from others. */
    Optional<Path> own(ExperimentId id) {
        return single == null
                ? directories().stream()
                        .filter(directory -> directory.endsWith(id.value()))
                        .findFirst()
                : Optional.empty();
    }

    /** The data directory of a server that is not there for one experiment. */
    Path ofServer() {
        return single != null ? single : home.ofServer();
    }

    /** Where this is, for people. */
    Path where() {
        return single != null ? single : home.path();
    }

    /**
     * The one data directory there is.
     *
     * @throws CommandFailure when there are several, and one must be named
     */
    Path onlyDirectory() {
        List<Path> all = directories();
        if (all.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "which data directory? There are " + all.size() + " in " + home.path()
                            + " (expected: --data DIR, or the ID of an experiment where the command takes one;"
                            + " 'trialog list --directories' shows them)");
        }
        return all.isEmpty() ? home.path() : all.get(0);
    }
}
