package io.trialog.spi.problem;

import java.util.List;
import java.util.stream.Collectors;

/** An input was refused; says everything that is wrong with it. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Refuses an input for these reasons, of which there is at least one. */
    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems: [] (expected: at least one)");
        }
        this.problems = List.copyOf(problems);
    }

    /** Refuses an input for one reason. */
    public InvalidInputException(Problem problem) {
        this(List.of(problem));
    }

    /** What is wrong, in the order of the input. */
    public List<Problem> problems() {
        return problems;
    }
}
