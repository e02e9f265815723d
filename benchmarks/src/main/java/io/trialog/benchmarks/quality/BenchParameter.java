package io.trialog.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as a bench writes it.
 *
 * @param name unique in the whole space, nested parameters included
 * @param type what values it has
 * @param low the smallest number; 0 for categories
 * @param high the largest number, inclusive; 0 for categories
 * @param log whether numbers are spread evenly in the logarithm
 * @param choices the categories, any JSON; empty for numbers
 * @param parent the parameter on which it depends; null when it is always active
 * @param parentValues the parent's values that make it active
 */
record BenchParameter(
        String name,
        Type type,
        double low,
        double high,
        boolean log,
        List<JsonNode> choices,
        @Nullable String parent,
        List<JsonNode> parentValues) {

    enum Type {
        FLOAT,
        INT,
        CAT
    }

    private static final Set<String> KEYS = Set.of("name", "type", "low", "high", "log", "choices", "cond");

    /** Reads one; null, and reasons among the problems, when it is wrong. */
    static @Nullable BenchParameter read(JsonNode written, String path, List<Problem> problems) {
        if (!written.isObject()) {
            problems.add(new Problem(path, written + " (expected: an object with name and type)"));
            return null;
        }
        int before = problems.size();
        written.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(new Problem(path + "." + key, "unknown key (expected: one of " + KEYS + ")"));
            }
        });
        String name = written.path("name").asText();
        if (name.isEmpty() || name.startsWith("_")) {
            problems.add(new Problem(
                    path + ".name", written.path("name") + " (expected: not empty, not beginning with an underscore)"));
        }
        Type type = type(written, path, problems);
        boolean log = written.path("log").asBoolean();
        double low = 0;
        double high = 0;
        List<JsonNode> choices = List.of();
        if (type == Type.CAT) {
            choices = list(written.path("choices"), path + ".choices", problems);
        } else if (type != null) {
            low = number(written, "low", path, problems);
            high = number(written, "high", path, problems);
            checkRange(type, low, high, log, path, problems);
        }
        JsonNode condition = written.path("cond");
        boolean conditional = !condition.isMissingNode() && !condition.isNull();
        String parent = conditional ? condition.path("param").asText() : null;
        List<JsonNode> parentValues = conditional ? list(condition.path("in"), path + ".cond.in", problems) : List.of();
        return (problems.size() > before || type == null)
                ? null
                : new BenchParameter(name, type, low, high, log, choices, parent, parentValues);
    }

    private static @Nullable Type type(JsonNode written, String path, List<Problem> problems) {
        String word = written.path("type").asText();
        for (Type type : Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
                return type;
            }
        }
        problems.add(new Problem(path + ".type", written.path("type") + " (expected: float, int or cat)"));
        return null;
    }

    private static double number(JsonNode written, String key, String path, List<Problem> problems) {
        JsonNode value = written.path(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            problems.add(new Problem(path + "." + key, value + " (expected: a number)"));
            return Double.NaN;
        }
        return value.doubleValue();
    }

    private static void checkRange(
            Type type, double low, double high, boolean log, String path, List<Problem> problems) {
        if (low > high) {
            problems.add(new Problem(path, "low " + low + ", high " + high + " (expected: low <= high)"));
        }
        if (log && low <= 0) {
            problems.add(new Problem(path + ".low", low + " (expected: > 0 with log)"));
        }
        if (type == Type.INT && (low != Math.rint(low) || high != Math.rint(high))) {
            problems.add(new Problem(path, "low " + low + ", high " + high + " (expected: whole numbers)"));
        }
    }

    private static List<JsonNode> list(JsonNode written, String path, List<Problem> problems) {
        List<JsonNode> elements = new ArrayList<>();
        written.forEach(elements::add);
        if (!written.isArray() || elements.isEmpty()) {
            problems.add(new Problem(path, written + " (expected: a list with at least one value)"));
        }
        return elements;
    }

    /** Whether it is active where its parent has this value. */
    boolean isActiveAt(JsonNode parentValue) {
        return parentValues.stream().anyMatch(value -> same(value, parentValue));
    }

    /** Whether two values are the same as JSON; 1 and 1.0 are. */
    static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
    }
}
