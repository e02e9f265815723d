package io.trialog.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration, or that has no effect in it.
 *
 * @param file the file that the configuration refers to and that has the problem, as the configuration names it; null for
 *     the configuration itself
 * @param line from 1, in that file or the configuration; 0 when it lies in no line, such as a missing key
 * @param path where: {@code tuner.classArgs.gamma}; empty for the whole. In another file it begins at that file's top
 * @param message what came, what was expected, what to do: {@code -1 (expected: >= 1)}
 */
public record ConfigProblem(@Nullable String file, int line, String path, String message) {

    private static final Comparator<ConfigProblem> ORDER = Comparator.<ConfigProblem, Boolean>comparing(
                    problem -> problem.file() != null)
            .thenComparingInt(problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line());

    public ConfigProblem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    /** A problem in the configuration itself. */
    public ConfigProblem(int line, String path, String message) {
        this(null, line, path, message);
    }

    /** The problem as compilers print theirs: {@code experiment.yaml:12: trialConcurrency: -1 (expected: >= 1)}. */
    public String render(String configFile) {
        String name = file == null ? configFile : file;
        return name + (line == 0 ? "" : ":" + line) + ": " + text();
    }

    /** For where there is no file name: {@code trialConcurrency: -1 (expected: >= 1) [line 12]}. */
    @Override
    public String toString() {
        if (file != null) {
            return render(file);
        }
        return text() + (line == 0 ? "" : " [line " + line + "]");
    }

    private String text() {
        return path.isEmpty() ? message : path + ": " + message;
    }

    /** By line, those without one after the others, those of other files last. */
    static List<ConfigProblem> inOrder(List<ConfigProblem> problems) {
        return problems.stream().sorted(ORDER).toList();
    }
}
