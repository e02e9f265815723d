package io.trialog.spi.space;

import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads search spaces as users write them and collects every problem. */
final class SearchSpaceReader {

    private interface Maker {
        Distribution make(double[] arguments);
    }

    private record NumericType(List<String> arguments, Maker maker) {}

    /** The key that holds the weights of options. */
    static final String WEIGHTS = "_weights";

    private static final Map<String, NumericType> NUMERIC_TYPES = numericTypes();
    private static final List<String> TYPES = types();

    private final List<Problem> problems;

    SearchSpaceReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** The space, without the parameters that have problems. */
    SearchSpace read(Map<?, ?> written, String path) {
        List<Parameter> parameters = new ArrayList<>();
        written.forEach((key, value) -> {
            String name = String.valueOf(key);
            String parameterPath = path.isEmpty() ? name : path + "." + name;
            if (name.equals(ConstraintReader.KEY)) {
                problem(
                        parameterPath,
                        "constraints of a part (expected: at the top of the search space, with paths such as"
                                + " layer.units)");
                return;
            }
            Distribution distribution = readDistribution(value, parameterPath);
            if (name.isEmpty() || name.startsWith("_")) {
                problem(parameterPath, "parameter name (expected: not empty, not beginning with an underscore)");
            } else if (distribution != null) {
                parameters.add(new Parameter(name, distribution));
            }
        });
        return SearchSpace.of(parameters);
    }

    private @Nullable Distribution readDistribution(@Nullable Object written, String path) {
        if (!(written instanceof Map<?, ?> map)) {
            problem(path, Shown.of(written) + " (expected: an object with _type and _value)");
            return null;
        }
        Object type = map.get("_type");
        List<String> keys = "choice".equals(type) ? List.of("_type", "_value", WEIGHTS) : List.of("_type", "_value");
        for (Object key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                problem(
                        path + "." + key,
                        "unknown key (expected: " + String.join(", ", keys) + ")"
                                + NearMiss.hint(String.valueOf(key), keys));
            }
        }
        if (!(type instanceof String name) || !TYPES.contains(name)) {
            String hint = type instanceof String word ? NearMiss.hint(word, TYPES) : "";
            problem(path + "._type", Shown.of(type) + " (expected: one of " + String.join(", ", TYPES) + ")" + hint);
            return null;
        }
        if (!(map.get("_value") instanceof List<?> arguments)) {
            problem(path + "._value", Shown.of(map.get("_value")) + " (expected: a list)");
            return null;
        }
        if (name.equals("choice")) {
            return readChoice(arguments, readWeights(map, path), path);
        }
        return name.equals("ordinal")
                ? make(() -> new Ordinal(new ArrayList<>(arguments)), path + "._value")
                : readNumeric(name, arguments, path + "._value");
    }

    private List<Double> readWeights(Map<?, ?> written, String path) {
        Object weights = written.containsKey(WEIGHTS) ? written.get(WEIGHTS) : List.of();
        if (weights instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(weight -> ((Number) weight).doubleValue()).toList();
        }
        problem(path + "." + WEIGHTS, Shown.of(weights) + " (expected: a list of numbers, one for each option)");
        return List.of();
    }

    private @Nullable Distribution readChoice(List<?> options, List<Double> weights, String path) {
        boolean nested = !options.isEmpty()
                && options.stream()
                        .allMatch(option -> option instanceof Map<?, ?> map && map.containsKey(NestedChoice.NAME));
        Distribution unweighted = nested
                ? readNested(options, path + "._value")
                : make(() -> new Choice(new ArrayList<>(options)), path + "._value");
        if (weights.isEmpty() || unweighted == null) {
            return unweighted;
        }
        return make(
                () -> unweighted instanceof NestedChoice choice
                        ? new NestedChoice(choice.branches(), weights)
                        : new Choice(((Choice) unweighted).options(), weights),
                path + "." + WEIGHTS);
    }

    private @Nullable Distribution make(Supplier<Distribution> maker, String path) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            problem(path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Distribution readNested(List<?> options, String path) {
        List<NestedChoice.Branch> branches = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            Map<Object, @Nullable Object> own = new LinkedHashMap<>((Map<?, ?>) options.get(i));
            Object name = own.remove(NestedChoice.NAME);
            String branchPath = path + "[" + i + "]";
            if (name instanceof String text) {
                branches.add(new NestedChoice.Branch(text, read(own, branchPath)));
            } else {
                problem(branchPath + "." + NestedChoice.NAME, Shown.of(name) + " (expected: a string)");
            }
        }
        return branches.size() == options.size() ? make(() -> new NestedChoice(branches), path) : null;
    }

    private @Nullable Distribution readNumeric(String type, List<?> written, String path) {
        NumericType numeric = NUMERIC_TYPES.get(type);
        if (numeric == null) {
            throw new IllegalStateException(type);
        }
        if (written.size() != numeric.arguments().size()) {
            problem(path, Shown.of(written) + " (expected: [" + String.join(", ", numeric.arguments()) + "])");
            return null;
        }
        double[] arguments = new double[written.size()];
        boolean fine = true;
        for (int i = 0; i < arguments.length; i++) {
            if (written.get(i) instanceof Number number && Double.isFinite(number.doubleValue())) {
                arguments[i] = number.doubleValue();
            } else {
                problem(
                        path + "[" + i + "]",
                        Shown.of(written.get(i)) + " (expected: "
                                + numeric.arguments().get(i) + ", a number)");
                fine = false;
            }
        }
        if (!fine) {
            return null;
        }
        return make(() -> numeric.maker().make(arguments), path);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private static Map<String, NumericType> numericTypes() {
        List<String> range = List.of("low", "high");
        List<String> steppedRange = List.of("low", "high", "q");
        List<String> bell = List.of("mu", "sigma");
        List<String> steppedBell = List.of("mu", "sigma", "q");
        Map<String, NumericType> types = new LinkedHashMap<>();
        types.put("randint", new NumericType(range, a -> new RandInt((long) Math.ceil(a[0]), (long) Math.ceil(a[1]))));
        types.put(
                "lograndint",
                new NumericType(range, a -> new LogRandInt((long) Math.ceil(a[0]), (long) Math.ceil(a[1]))));
        types.put("uniform", new NumericType(range, a -> new Uniform(a[0], a[1])));
        types.put("quniform", new NumericType(steppedRange, a -> new QUniform(a[0], a[1], a[2])));
        types.put("loguniform", new NumericType(range, a -> new LogUniform(a[0], a[1])));
        types.put("qloguniform", new NumericType(steppedRange, a -> new QLogUniform(a[0], a[1], a[2])));
        types.put("normal", new NumericType(bell, a -> new Normal(a[0], a[1])));
        types.put("qnormal", new NumericType(steppedBell, a -> new QNormal(a[0], a[1], a[2])));
        types.put("lognormal", new NumericType(bell, a -> new LogNormal(a[0], a[1])));
        types.put("qlognormal", new NumericType(steppedBell, a -> new QLogNormal(a[0], a[1], a[2])));
        return types;
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(List.of("choice", "ordinal"));
        types.addAll(NUMERIC_TYPES.keySet());
        return List.copyOf(types);
    }
}
