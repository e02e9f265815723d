package io.trialog.spi.space;

import io.trialog.spi.problem.NearMiss;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parameters that constraints can name.
 *
 * @param parameters those of the top level
 * @param unread names of parameters that were written, but could not be read
 */
record ParameterPaths(Collection<Parameter> parameters, Set<String> unread) {

    /** Whether there is a parameter of this name at the top level. */
    boolean has(String name) {
        return unread.contains(name)
                || parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /**
     * The parameter at a path.
     *
     * @throws IllegalArgumentException when there is none
     */
    Operand.Reference reference(List<String> names) {
        if (unread.contains(names.get(0))) {
            return new Operand.Reference(names, List.of());
        }
        List<Parameter> level = List.copyOf(parameters);
        List<Distribution> found = List.of();
        for (String name : names) {
            List<Parameter> here = level;
            found = here.stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .map(Parameter::distribution)
                    .distinct()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("unknown parameter " + String.join(".", names) + hint(name, here));
            }
            level = found.stream().flatMap(ParameterPaths::inside).toList();
        }
        return new Operand.Reference(List.copyOf(names), found);
    }

    private static Stream<Parameter> inside(Distribution distribution) {
        return distribution instanceof NestedChoice nested
                ? nested.branches().stream().flatMap(branch -> branch.space().parameters().stream())
                : Stream.of();
    }

    private static String hint(String name, List<Parameter> known) {
        return NearMiss.hint(
                name, known.stream().map(Parameter::name).distinct().toList());
    }
}
