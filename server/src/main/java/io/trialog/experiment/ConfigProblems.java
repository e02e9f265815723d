package io.trialog.experiment;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration while it is read. Touched by one thread. */
final class ConfigProblems {

    private final ConfigNode root;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    /** Takes lines from this configuration. */
    ConfigProblems(ConfigNode root) {
        this.root = root;
    }

    void add(String path, String message) {
        problems.add(new ConfigProblem(ConfigPath.line(root, path), path, message));
    }

    void add(Problem problem) {
        add(problem.path(), problem.message());
    }

    /** Adds a problem of another file. */
    void add(ConfigProblem problem) {
        problems.add(problem);
    }

    void warn(String path, String message) {
        warnings.add(new ConfigProblem(ConfigPath.line(root, path), path, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    InvalidConfigException asException() {
        return new InvalidConfigException(ConfigProblem.inOrder(problems));
    }

    List<ConfigProblem> warnings() {
        return ConfigProblem.inOrder(warnings);
    }
}
