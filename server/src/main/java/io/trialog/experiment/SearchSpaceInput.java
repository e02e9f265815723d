package io.trialog.experiment;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.SearchSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search space as it was written, in the configuration or in a file of its own.
 *
 * @param written the space's mapping
 * @param file as the configuration names it; null when the space stands in the configuration
 */
record SearchSpaceInput(ConfigNode written, @Nullable String file) {

    /** Finds the search space, or adds to the problems why there is none. */
    static Optional<SearchSpaceInput> find(ConfigSection root, ConfigFiles files, ConfigProblems problems) {
        ConfigNode inside = root.find(ExperimentKeys.SEARCH_SPACE);
        boolean inFile = root.has(ExperimentKeys.SEARCH_SPACE_FILE);
        String file = root.text(ExperimentKeys.SEARCH_SPACE_FILE);
        if (inside != null && inFile) {
            root.problem(
                    ExperimentKeys.SEARCH_SPACE_FILE,
                    "given beside " + ExperimentKeys.SEARCH_SPACE + " (expected: one of the two)");
            return Optional.of(new SearchSpaceInput(inside, null));
        }
        if (file != null) {
            return files.content(ExperimentKeys.SEARCH_SPACE_FILE, file, problems)
                    .map(content -> new SearchSpaceInput(content, file));
        }
        if (inside == null && !inFile) {
            root.problem(
                    ExperimentKeys.SEARCH_SPACE,
                    "missing (expected: a mapping of parameters, or " + ExperimentKeys.SEARCH_SPACE_FILE
                            + "; {} when there is nothing to search)");
        }
        return Optional.ofNullable(inside).map(node -> new SearchSpaceInput(node, null));
    }

    /** The space, or empty after adding what is wrong to the problems. */
    Optional<SearchSpace> parse(ConfigProblems problems) {
        if (!(written instanceof ConfigNode.Mapping mapping)) {
            report(new Problem("", Shown.of(written) + " (expected: a mapping of parameters)"), problems);
            return Optional.empty();
        }
        try {
            return Optional.of(SearchSpace.parse(mapping.plain()));
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> report(problem, problems));
            return Optional.empty();
        }
    }

    /** The path from the top of the space, if a path, with or without {@code searchSpace} before it, leads into it. */
    Optional<String> pathInside(String path) {
        String inside = path.startsWith(ExperimentKeys.SEARCH_SPACE + ".")
                ? path.substring(ExperimentKeys.SEARCH_SPACE.length() + 1)
                : path;
        return written instanceof ConfigNode.Mapping mapping
                        && mapping.entries().stream()
                                .map(ConfigNode.Entry::key)
                                .anyMatch(name -> inside.equals(name)
                                        || inside.startsWith(name + ".")
                                        || inside.startsWith(name + "["))
                ? Optional.of(inside)
                : Optional.empty();
    }

    /** Adds a problem whose path begins at the top of the space. */
    void report(Problem problem, ConfigProblems problems) {
        if (file == null) {
            problems.add(problem.under(ExperimentKeys.SEARCH_SPACE));
        } else {
            problems.addIn(file, written, problem);
        }
    }
}
