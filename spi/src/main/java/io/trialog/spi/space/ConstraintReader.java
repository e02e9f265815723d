package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads constraints as users write them and collects every problem. */
final class ConstraintReader {

    /** The key of a search space that holds its constraints. */
    static final String KEY = "_constraints";

    private final ParameterPaths parameters;
    private final List<Problem> problems;

    ConstraintReader(ParameterPaths parameters, List<Problem> problems) {
        this.parameters = parameters;
        this.problems = problems;
    }

    /** The constraints, without those that have problems. */
    List<Constraint> read(@Nullable Object written) {
        if (!(written instanceof List<?> list)) {
            problems.add(new Problem(
                    KEY, Shown.of(written) + " (expected: a list of expressions such as \"units2 <= units1\")"));
            return List.of();
        }
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String path = KEY + "[" + i + "]";
            if (!(list.get(i) instanceof String text)) {
                problems.add(new Problem(
                        path, Shown.of(list.get(i)) + " (expected: an expression such as \"units2 <= units1\")"));
                continue;
            }
            try {
                constraints.add(ConstraintParser.parse(text, parameters));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(path, Shown.of(text) + ": " + e.getMessage()));
            }
        }
        return constraints;
    }
}
