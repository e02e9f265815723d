package io.trialog.cli;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a command line, collected, so that people learn of everything at once. Used by one thread. */
final class CommandLineProblems {

    private final List<String> problems = new ArrayList<>();

    /** Adds one: {@code --from: -1 (expected: a position in the log, 1 or more)}. */
    void add(String option, String given, String expected) {
        problems.add(option + ": " + PrintableText.of(given, 60) + " (expected: " + expected + ")");
    }

    /** @throws CommandFailure when there is any; names them all */
    void requireNone() {
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("\ntrialog: ", problems));
        }
    }
}
