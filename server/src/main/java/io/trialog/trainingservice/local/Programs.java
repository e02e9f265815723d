package io.trialog.trainingservice.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that a launch needs, looked up once.
 *
 * @param searchPath where they were looked for, as in {@code PATH}
 * @param bash the shell
 * @param newSession the words before a command that make it the leader of a session of its own
 */
record Programs(String searchPath, Optional<Path> bash, Optional<List<String>> newSession) {

    /** Looks in the directories of a {@code PATH}. */
    static Programs on(String searchPath) {
        // setsid(1) belongs to util-linux; macOS has none, but a perl
        Optional<List<String>> newSession = find("setsid", searchPath)
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> find("perl", searchPath)
                        .map(perl -> List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")));
        return new Programs(searchPath, find("bash", searchPath), newSession);
    }

    /** A command that runs the shell, detached from the terminal and from whoever interrupts the server there. */
    List<String> detached(String... argumentsOfShell) throws LaunchFailedException {
        Stream<String> session = newSession.orElseThrow(() -> missing("setsid or perl")).stream();
        Path shell = bash.orElseThrow(() -> missing("bash"));
        return Stream.of(session, Stream.of(shell.toString(), "-p"), Stream.of(argumentsOfShell))
                .flatMap(words -> words)
                .toList();
    }

    private LaunchFailedException missing(String program) {
        return new LaunchFailedException(program
                + ": not found (expected: in a directory of the server's PATH, which is \"" + searchPath + "\")");
    }

    /** The first file of this name that can be executed. */
    static Optional<Path> find(String name, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> resolve(directory, name).stream())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Optional<Path> resolve(String directory, String name) {
        try {
            return Optional.of(Path.of(directory, name).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty(); // PATH may hold anything
        }
    }
}
