package io.trialog.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that a configuration names: relative to where it lies, {@code ~} for the home directory. */
final class ConfigFiles {

    private final Path base;
    private final ConfigSource source;

    /** Resolves against this directory. */
    ConfigFiles(Path base, ConfigSource source) {
        this.base = base.toAbsolutePath().normalize();
        this.source = source;
    }

    /**
     * The content of a file, or empty after adding what is wrong to the problems.
     *
     * @param path of the key that names the file
     */
    Optional<ConfigNode> content(String path, String written, ConfigProblems problems) {
        Path file = resolve(path, written, problems);
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(source.read(file));
        } catch (InvalidConfigException e) {
            for (ConfigProblem problem : e.problems()) {
                if (problem.line() == 0) {
                    problems.add(path, file.normalize() + " " + problem.message());
                } else {
                    problems.add(new ConfigProblem(written, problem.line(), problem.path(), problem.message()));
                }
            }
            return Optional.empty();
        }
    }

    /** The real path of an existing directory, or null after adding what is wrong to the problems. */
    @Nullable
    String directory(String path, String written, ConfigProblems problems) {
        Path directory = resolve(path, written, problems);
        if (directory == null) {
            return null;
        }
        try {
            if (Files.isDirectory(directory)) {
                return directory.toRealPath().toString();
            }
            String wrong = Files.exists(directory) ? " is a file" : " does not exist";
            problems.add(
                    path,
                    "\"" + written + "\" (expected: an existing directory; " + directory.normalize() + wrong + ")");
        } catch (IOException e) {
            problems.add(path, "\"" + written + "\" (expected: an accessible directory; " + e + ")");
        }
        return null;
    }

    /** The absolute path of a directory that may not be there yet, or null after adding what is wrong to the problems. */
    @Nullable
    String place(String path, String written, ConfigProblems problems) {
        Path directory = resolve(path, written, problems);
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            problems.add(path, "\"" + written + "\" (expected: a directory; " + directory.normalize() + " is a file)");
            return null;
        }
        return directory == null ? null : directory.normalize().toString();
    }

    /**
     * The absolute path of a readable file, or null after adding what is wrong to the problems. Links stay: what they lead to
     * may be exchanged.
     */
    @Nullable
    String file(String path, String written, ConfigProblems problems) {
        Path file = resolve(path, written, problems);
        if (file == null) {
            return null;
        }
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return file.toString();
        }
        String wrong = Files.isDirectory(file)
                ? " is a directory"
                : Files.exists(file) ? " cannot be read" : " does not exist";
        problems.add(path, "\"" + written + "\" (expected: a readable file; " + file.normalize() + wrong + ")");
        return null;
    }

    private @Nullable Path resolve(String path, String written, ConfigProblems problems) {
        try {
            if (written.equals("~") || written.startsWith("~/")) {
                Path home = Path.of(System.getProperty("user.home", ""));
                return home.resolve(written.replaceFirst("~/*", "")).toAbsolutePath();
            }
            // not normalised: link/.. is the parent of the link's target
            return base.resolve(written);
        } catch (InvalidPathException e) {
            problems.add(path, "\"" + written + "\" (expected: a path; " + e.getReason() + ")");
            return null;
        }
    }
}
