package io.trialog.spi.space;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Named parameters, each a distribution, in an order that configurations keep; perhaps constraints between them. Immutable.
 */
public final class SearchSpace {

    private final Map<String, Parameter> parameters;
    private final List<Constraint> constraints;

    private SearchSpace(Map<String, Parameter> parameters, List<Constraint> constraints) {
        this.parameters = parameters;
        this.constraints = List.copyOf(constraints);
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
        return new SearchSpace(Collections.unmodifiableMap(byName), List.of());
    }

    /** A space of these parameters. */
    public static SearchSpace of(Parameter... parameters) {
        return of(List.of(parameters));
    }

    /**
     * Reads a space as users write it: parameter name to {@code {"_type": "uniform", "_value": [0, 1]}}, and perhaps {@code
     * "_constraints": ["units2 <= units1"]} ({@link Constraint} says what they may be).
     *
     * @throws InvalidInputException with every problem and its path: {@code lr._value: [0.1, 0.01] (expected: low < high)}
     */
    public static SearchSpace parse(Map<String, ?> written) {
        List<Problem> problems = new ArrayList<>();
        Map<String, @Nullable Object> named = new LinkedHashMap<>(written);
        named.remove(ConstraintReader.KEY);
        SearchSpace space = new SearchSpaceReader(problems).read(named, "");
        if (written.containsKey(ConstraintReader.KEY)) {
            Set<String> unread = new HashSet<>(named.keySet());
            unread.removeAll(space.parameters.keySet());
            space = space.constrained(written.get(ConstraintReader.KEY), unread, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return space;
    }

    /**
     * The same space with these constraints instead of those that it has.
     *
     * @throws InvalidInputException for what is no constraint of this space, and when no configuration is found that keeps all
     */
    public SearchSpace withConstraints(List<String> expressions) {
        List<Problem> problems = new ArrayList<>();
        SearchSpace space = constrained(expressions, Set.of(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return space;
    }

    private SearchSpace constrained(@Nullable Object expressions, Set<String> unread, List<Problem> problems) {
        ParameterPaths paths = new ParameterPaths(parameters.values(), unread);
        SearchSpace space = new SearchSpace(parameters, new ConstraintReader(paths, problems).read(expressions));
        if (problems.isEmpty()
                && new Feasible(space, new SplittableRandom(0)).find().isEmpty()) {
            problems.add(new Problem(
                    ConstraintReader.KEY,
                    space.constraints + " (expected: constraints that can be kept together; no such configuration was"
                            + " found)"));
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

    /** What configurations have to keep, in the order in which it was written. */
    public List<Constraint> constraints() {
        return constraints;
    }

    /** Whether there are constraints. */
    public boolean isConstrained() {
        return !constraints.isEmpty();
    }

    /** By how much a configuration breaks the constraints: the sum of {@link Constraint#violation}, 0 when all are kept. */
    public double violation(Configuration configuration) {
        double sum = 0;
        for (Constraint constraint : constraints) {
            sum += constraint.violation(configuration);
        }
        return sum;
    }

    /**
     * Draws a configuration, each parameter independently; where there are constraints, one that keeps them.
     *
     * @throws IllegalStateException when none was found that keeps the constraints
     */
    public Configuration sample(RandomGenerator random) {
        if (!isConstrained()) {
            return draw(random);
        }
        return new Feasible(this, random)
                .find()
                .orElseThrow(
                        () -> new IllegalStateException("no configuration found that keeps all of " + constraints));
    }

    /** Draws a configuration, each parameter independently, without regard to constraints. */
    Configuration draw(RandomGenerator random) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters.values()) {
            values.put(parameter.name(), parameter.distribution().sample(random));
        }
        return Configuration.of(values);
    }

    /** What is wrong with a configuration for this space: missing, unknown and unfit values, broken constraints. */
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
        if (problems.isEmpty()) {
            constraints.stream()
                    .filter(constraint -> constraint.violation(configuration) > 0)
                    .forEach(constraint -> problems.add(new Problem("", "breaks the constraint " + constraint)));
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
            if (!parameter.distribution().weights().isEmpty()) {
                written.put(SearchSpaceReader.WEIGHTS, parameter.distribution().weights());
            }
            map.put(parameter.name(), written);
        }
        if (isConstrained()) {
            map.put(
                    ConstraintReader.KEY,
                    constraints.stream().map(Constraint::text).toList());
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchSpace that
                && parameters().equals(that.parameters())
                && constraints.equals(that.constraints);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameters(), constraints);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
