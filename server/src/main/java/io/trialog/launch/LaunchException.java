package io.trialog.launch;

import java.util.List;

/** Why an experiment cannot be launched, reached, or do what it is asked: says what was expected and what to do. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    LaunchException(String message) {
        this(message, List.of());
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    LaunchException(String message, List<String> problems) {
        super(problems.isEmpty() ? message : message + "\n" + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every single problem, of a configuration for example; empty when the message says all. */
    public List<String> problems() {
        return problems;
    }
}
