package io.trialog.spi.space;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Named parameters, each a distribution, in an order that configurations keep. Immutable. */
public final class SearchSpace {

    private final Map<String, Parameter> parameters;

    private SearchSpace(Map<String, Parameter> parameters) {
        this.parameters = parameters;
    }

    /**
     * A space of these parameters.
     *
     * @throws IllegalArgumentException for two of one name
     */
    public static SearchSpace of(List<Parameter> parameters) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (byName.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException(parameter.name() + " (expected: every parameter once)");
            }
        }
        return new SearchSpace(Collections.unmodifiableMap(byName));
    }

    /** A space of these parameters. */
    public static SearchSpace of(Parameter... parameters) {
        return of(List.of(parameters));
    }

    /**
     * Reads a space as users write it: parameter name to {@code {"_type": "uniform", "_value": [0, 1]}}.
     *
     * @throws InvalidInputException with every problem and its path: {@code lr._value: [0.1, 0.01] (expected: low < high)}
     */
    public static SearchSpace parse(Map<String, ?> written) {
        List<Problem> problems = new ArrayList<>();
        SearchSpace space = new SearchSpaceReader(problems).read(written, "");
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return space;
    }

    /** The parameters in order. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** The parameter of this name at the top level. */
    public Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether there is nothing to search. */
    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** Draws a configuration, each parameter independently. */
    public Configuration sample(RandomGenerator random) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters.values()) {
            values.put(parameter.name(), parameter.distribution().sample(random));
        }
        return Configuration.of(values);
    }

    /** What is wrong with a configuration for this space: missing, unknown and unfit values. */
    public List<Problem> check(Configuration configuration) {
        List<Problem> problems = new ArrayList<>();
        for (Parameter parameter : parameters.values()) {
            if (!configuration.has(parameter.name())) {
                problems.add(new Problem(parameter.name(), "missing"));
                continue;
            }
            parameter
                    .distribution()
                    .check(configuration.value(parameter.name()))
                    .forEach(problem -> problems.add(problem.under(parameter.name())));
        }
        for (String name : configuration.values().keySet()) {
            if (!parameters.containsKey(name)) {
                problems.add(new Problem(name, "unknown parameter" + NearMiss.hint(name, parameters.keySet())));
            }
        }
        return problems;
    }

    /** The space as users write it; {@link #parse} reads it back. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Parameter parameter : parameters.values()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("_type", parameter.distribution().type());
            written.put("_value", parameter.distribution().arguments());
            map.put(parameter.name(), written);
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchSpace that && parameters().equals(that.parameters());
    }

    @Override
    public int hashCode() {
        return parameters().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
