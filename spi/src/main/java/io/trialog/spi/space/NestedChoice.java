package io.trialog.spi.space;

import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One of several branches, each with parameters of its own that exist only when it is chosen. The value is a map: {@code
 * {"_name": "conv", "kernel": 3}}.
 *
 * @param branches at least one, names unique
 * @param weights how likely each is before anything is known, relative to the others, above 0; empty when all are equally
 *     likely
 */
public record NestedChoice(List<Branch> branches, List<Double> weights) implements Distribution {

    /** The key that holds the name of the chosen branch. */
    public static final String NAME = "_name";

    /**
     * One option.
     *
     * @param name its name
     * @param space its own parameters, perhaps none
     */
    public record Branch(String name, SearchSpace space) {
        public Branch {
            Objects.requireNonNull(name, "name");
            if (space.isConstrained()) {
                throw new IllegalArgumentException(
                        space.constraints() + " in branch " + name + " (expected: constraints of the whole space)");
            }
        }
    }

    public NestedChoice {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("[] (expected: at least one option)");
        }
        Set<String> names = new HashSet<>();
        for (Branch branch : branches) {
            if (!names.add(branch.name())) {
                throw new IllegalArgumentException("_name \"" + branch.name() + "\" (expected: every option once)");
            }
        }
        weights = Weights.checked(weights, branches.size());
    }

    /** One of several branches, each equally likely. */
    public NestedChoice(List<Branch> branches) {
        this(branches, List.of());
    }

    @Override
    public String type() {
        return "choice";
    }

    @Override
    public List<@Nullable Object> arguments() {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Branch branch : branches) {
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            argument.put(NAME, branch.name());
            argument.putAll(branch.space().asMap());
            arguments.add(argument);
        }
        return arguments;
    }

    /** How likely the branch at this index is before anything is known, in (0, 1]. */
    public double probability(int index) {
        return Weights.probability(weights, branches.size(), index);
    }

    @Override
    public Object sample(RandomGenerator random) {
        Branch branch = branches.get(Weights.draw(weights, branches.size(), random));
        return deliver(branch, branch.space().sample(random));
    }

    /** The value that stands for a branch with these parameters. */
    public Map<String, @Nullable Object> deliver(Branch branch, Configuration parameters) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put(NAME, branch.name());
        value.putAll(parameters.values());
        return value;
    }

    /** The branch that a value chose. */
    public Optional<Branch> branchOf(@Nullable Object value) {
        Object name = value instanceof Map<?, ?> map ? map.get(NAME) : null;
        return branches.stream().filter(branch -> branch.name().equals(name)).findFirst();
    }

    @Override
    public List<Problem> check(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return List.of(new Problem("", Shown.of(value) + " (expected: an object with _name)"));
        }
        Optional<Branch> branch = branchOf(value);
        if (branch.isEmpty()) {
            List<String> names = branches.stream().map(Branch::name).toList();
            String written = String.valueOf(map.get(NAME));
            return List.of(new Problem(
                    NAME,
                    Shown.of(map.get(NAME)) + " (expected: one of " + String.join(", ", names) + ")"
                            + NearMiss.hint(written, names)));
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        map.forEach((key, element) -> {
            if (!NAME.equals(key)) {
                own.put(String.valueOf(key), element);
            }
        });
        return branch.get().space().check(Configuration.of(own));
    }
}
