package io.trialog.experiment;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration while it is read, up to a limit. Touched by one thread. */
final class ConfigProblems {

    /** More do not help anybody, and finding lines takes time. */
    private static final int MAX_PROBLEMS = 100;

    private static final int MAX_LENGTH = 2000;

    private final ConfigNode root;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();
    private int omitted;

    /** Takes lines from this configuration. */
    ConfigProblems(ConfigNode root) {
        this.root = root;
    }

    void add(String path, String message) {
        if (hasRoom()) {
            problems.add(new ConfigProblem(ConfigPath.line(root, path), path, shorten(message)));
        }
    }

    void add(Problem problem) {
        add(problem.path(), problem.message());
    }

    /** Adds a problem of another file with this content. */
    void addIn(String file, ConfigNode content, Problem problem) {
        if (hasRoom()) {
            int line = problem.path().isEmpty() ? content.line() : ConfigPath.line(content, problem.path());
            problems.add(new ConfigProblem(file, line, problem.path(), shorten(problem.message())));
        }
    }

    /** Adds a problem that knows its line. */
    void add(ConfigProblem problem) {
        if (hasRoom()) {
            problems.add(problem);
        }
    }

    void warn(String path, String message) {
        warnings.add(new ConfigProblem(ConfigPath.line(root, path), path, message));
    }

    void warn(ConfigProblem warning) {
        warnings.add(warning);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    InvalidConfigException asException() {
        List<ConfigProblem> all = new ArrayList<>(ConfigProblem.inOrder(problems));
        if (omitted > 0) {
            all.add(new ConfigProblem(0, "", "and " + omitted + " more problems"));
        }
        return new InvalidConfigException(all);
    }

    List<ConfigProblem> warnings() {
        return ConfigProblem.inOrder(warnings);
    }

    /** Plugins and the system may quote all that was written. */
    private static String shorten(String message) {
        return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "...";
    }

    private boolean hasRoom() {
        if (problems.size() < MAX_PROBLEMS) {
            return true;
        }
        omitted++;
        return false;
    }
}
