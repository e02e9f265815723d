package io.trialog.adapter.plugin;

import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All factories of one kind, by name. Immutable.
 *
 * @param <F> the factories' type
 */
public final class Factories<F> {

    private final String kind;
    private final List<Provided<F>> all;
    private final Map<String, Provided<F>> byName = new LinkedHashMap<>();
    private final List<PluginProblem> problems;

    /** Of factories whose names do not clash. */
    Factories(String kind, List<Provided<F>> all, List<PluginProblem> problems) {
        this.kind = kind;
        this.all = List.copyOf(all);
        this.problems = List.copyOf(problems);
        for (Provided<F> provided : this.all) {
            provided.allNames().forEach(name -> byName.put(key(name), provided));
        }
    }

    /** The factory of this name or alias, regardless of case. */
    public Optional<Provided<F>> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** All factories: the built-in ones first. */
    public List<Provided<F>> all() {
        return all;
    }

    /** The names to show to people, aliases left out. */
    public List<String> names() {
        return all.stream().map(Provided::name).toList();
    }

    /**
     * What to tell somebody who named a factory that does not exist: the names there are, the nearest of them, and the
     * problems of plugins that might have provided it.
     *
     * @param path where the name was written: {@code tuner.name}
     */
    public Problem unknown(String path, String written) {
        List<String> spellings =
                all.stream().flatMap(provided -> provided.allNames().stream()).toList();
        StringBuilder message = new StringBuilder()
                .append("unknown ")
                .append(kind)
                .append(" '")
                .append(written)
                .append("' (expected: ")
                .append(all.isEmpty() ? "none is installed" : "one of " + String.join(", ", names()))
                .append(')')
                .append(NearMiss.hint(written, spellings));
        problems.stream()
                .filter(problem -> problem.mayConcern(written))
                .forEach(problem -> message.append("; ").append(problem));
        return new Problem(path, message.toString());
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
