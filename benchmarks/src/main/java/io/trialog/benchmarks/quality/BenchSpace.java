package io.trialog.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bench's flat list of parameters as a search space, and the way between their values.
 *
 * <p>A parameter on which others depend becomes a nested choice, in whose branches those lie that are active there. As every
 * parameter has at most one condition, on one parameter before it, conditions always nest; a parameter that lies in several
 * branches is the same one in all of them ({@code ModelSpace} sees one dimension). A whole number that others depend on
 * becomes a choice and loses its order; a real number cannot be depended on.
 */
final class BenchSpace {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The most values of a whole number on which others depend. */
    private static final int MAX_BRANCHES = 1000;

    /** A parameter and those that depend on it. */
    private record Node(BenchParameter parameter, List<JsonNode> options, List<Node> children) {

        boolean isParent() {
            return !children.isEmpty();
        }

        List<Node> childrenAt(int option) {
            return children.stream()
                    .filter(child -> child.parameter.isActiveAt(options.get(option)))
                    .toList();
        }

        int optionOfLabel(String label) {
            return options.stream().map(JsonNode::toString).toList().indexOf(label);
        }

        int optionOf(JsonNode value) {
            for (int i = 0; i < options.size(); i++) {
                if (BenchParameter.same(options.get(i), value)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private final List<Node> roots;
    private final SearchSpace searchSpace;

    private BenchSpace(List<Node> roots) {
        this.roots = roots;
        this.searchSpace = searchSpace(roots);
    }

    /**
     * Reads a list of parameters.
     *
     * @throws InvalidInputException with everything that is wrong
     */
    static BenchSpace read(JsonNode written) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Node> roots = new ArrayList<>();
        if (!written.isArray() || written.isEmpty()) {
            throw new InvalidInputException(new Problem("space", "expected: a list with at least one parameter"));
        }
        for (int i = 0; i < written.size(); i++) {
            String path = "space[" + i + "]";
            BenchParameter parameter = BenchParameter.read(written.get(i), path, problems);
            if (parameter != null) {
                place(parameter, path, nodes, roots, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new BenchSpace(roots);
    }

    private static void place(
            BenchParameter parameter, String path, Map<String, Node> nodes, List<Node> roots, List<Problem> problems) {
        Node node = new Node(parameter, options(parameter), new ArrayList<>());
        Node parent = parameter.parent() == null ? null : nodes.get(parameter.parent());
        if (nodes.put(parameter.name(), node) != null) {
            problems.add(new Problem(path + ".name", parameter.name() + " (expected: every parameter once)"));
        }
        if (parameter.parent() == null) {
            roots.add(node);
            return;
        }
        if (parent == null) {
            problems.add(new Problem(
                    path + ".cond.param", parameter.parent() + " (expected: a parameter before it in the list)"));
        } else if (parent.options.isEmpty()) {
            problems.add(new Problem(
                    path + ".cond.param",
                    parameter.parent() + " (expected: categories, or at most " + MAX_BRANCHES + " whole numbers)"));
        } else {
            for (JsonNode value : parameter.parentValues()) {
                if (parent.optionOf(value) < 0) {
                    problems.add(new Problem(
                            path + ".cond.in", value + " (expected: a value of " + parameter.parent() + ")"));
                }
            }
            parent.children.add(node);
        }
    }

    private static List<JsonNode> options(BenchParameter parameter) {
        if (parameter.type() == BenchParameter.Type.INT && parameter.high() - parameter.low() < MAX_BRANCHES) {
            List<JsonNode> values = new ArrayList<>();
            for (long value = (long) parameter.low(); value <= parameter.high(); value++) {
                values.add(LongNode.valueOf(value));
            }
            return values;
        }
        return parameter.choices();
    }

    private static SearchSpace searchSpace(List<Node> nodes) {
        return SearchSpace.of(nodes.stream()
                .map(node -> new Parameter(node.parameter.name(), distribution(node)))
                .toList());
    }

    private static Distribution distribution(Node node) {
        BenchParameter parameter = node.parameter;
        if (node.isParent()) {
            List<NestedChoice.Branch> branches = new ArrayList<>();
            for (int i = 0; i < node.options.size(); i++) {
                branches.add(new NestedChoice.Branch(node.options.get(i).toString(), searchSpace(node.childrenAt(i))));
            }
            return new NestedChoice(branches);
        }
        if (parameter.type() == BenchParameter.Type.CAT) {
            return new Choice(
                    parameter.choices().stream().map(BenchSpace::plain).toList());
        }
        if (parameter.type() == BenchParameter.Type.INT) {
            return parameter.log() && parameter.low() < parameter.high()
                    ? new LogRandInt((long) parameter.low(), (long) parameter.high() + 1)
                    : new RandInt((long) parameter.low(), (long) parameter.high() + 1);
        }
        if (parameter.low() == parameter.high()) {
            return new Choice(List.of(parameter.low()));
        }
        return parameter.log()
                ? new LogUniform(parameter.low(), parameter.high())
                : new Uniform(parameter.low(), parameter.high());
    }

    private static @Nullable Object plain(JsonNode value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** The search space. */
    SearchSpace searchSpace() {
        return searchSpace;
    }

    /** A configuration as the bench knows it: the active parameters, flat. */
    ObjectNode params(Configuration configuration) {
        ObjectNode params = MAPPER.createObjectNode();
        collect(roots, configuration.values(), params);
        return params;
    }

    private static void collect(List<Node> nodes, Map<?, ?> values, ObjectNode params) {
        for (Node node : nodes) {
            String name = node.parameter.name();
            Object value = values.get(name);
            if (value instanceof Map<?, ?> branch && node.isParent()) {
                int option = node.optionOfLabel(String.valueOf(branch.get(NestedChoice.NAME)));
                params.set(name, node.options.get(option));
                collect(node.childrenAt(option), branch, params);
            } else if (node.parameter.type() == BenchParameter.Type.CAT) {
                params.set(name, node.options.get(((Choice) distribution(node)).indexOf(value)));
            } else if (node.parameter.type() == BenchParameter.Type.INT) {
                params.put(name, Math.round(((Number) Objects.requireNonNull(value)).doubleValue()));
            } else {
                params.put(name, ((Number) Objects.requireNonNull(value)).doubleValue());
            }
        }
    }

    /** What the bench calls by these values; unknown ones are ignored, missing ones stay missing. */
    Configuration configuration(JsonNode params) {
        return Configuration.of(values(roots, params));
    }

    private static Map<String, @Nullable Object> values(List<Node> nodes, JsonNode params) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Node node : nodes) {
            JsonNode value = params.path(node.parameter.name());
            int option = node.optionOf(value);
            if (node.isParent() && option >= 0) {
                Map<String, @Nullable Object> branch = new LinkedHashMap<>();
                branch.put(NestedChoice.NAME, node.options.get(option).toString());
                branch.putAll(values(node.childrenAt(option), params));
                values.put(node.parameter.name(), branch);
            } else if (!value.isMissingNode()) {
                values.put(node.parameter.name(), plain(value));
            }
        }
        return values;
    }
}
