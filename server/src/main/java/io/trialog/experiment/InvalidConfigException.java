package io.trialog.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration was refused; says everything that is wrong with it. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** Refuses a configuration for these reasons, of which there is at least one. */
    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems: [] (expected: at least one)");
        }
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of lines; what has no line comes after, what lies in other files last. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /** All problems, one a line, as compilers print theirs. */
    public String render(String configFile) {
        return problems.stream().map(problem -> problem.render(configFile)).collect(Collectors.joining("\n"));
    }
}
