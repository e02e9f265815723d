package io.trialog.projection;

import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the parameters of a search space are called in tables: {@code outer/inner} inside a nested choice, {@code outer} itself. */
public final class ParameterNames {

    private ParameterNames() {}

    /** All of them in order, what is inside a nested choice behind it, each once. */
    public static List<String> of(SearchSpace space) {
        Set<String> names = new LinkedHashSet<>();
        collect("", space, names);
        return List.copyOf(names);
    }

    private static void collect(String outer, SearchSpace space, Set<String> names) {
        for (Parameter parameter : space.parameters()) {
            String name = outer + parameter.name();
            names.add(name);
            if (parameter.distribution() instanceof NestedChoice nested) {
                nested.branches().forEach(branch -> collect(name + "/", branch.space(), names));
            }
        }
    }
}
