package io.trialog.spi.option;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All options of one plugin. Reads what a user wrote: names regardless of case and {@code _}, values checked, defaults
 * filled in, every problem reported.
 */
public final class OptionSchema {

    private final List<OptionSpec> specs;

    private OptionSchema(List<OptionSpec> specs) {
        this.specs = List.copyOf(specs);
    }

    /** A schema of these options, in the order in which help texts show them. */
    public static OptionSchema of(List<OptionSpec> specs) {
        return new OptionSchema(specs);
    }

    /** A schema of these options, in the order in which help texts show them. */
    public static OptionSchema of(OptionSpec... specs) {
        return new OptionSchema(List.of(specs));
    }

    /** The schema of a plugin without options. */
    public static OptionSchema none() {
        return new OptionSchema(List.of());
    }

    /** The options in the order of help texts. */
    public List<OptionSpec> specs() {
        return specs;
    }

    /**
     * Reads what a user wrote.
     *
     * @param given option name to plain value (string, number, boolean, list, map); null values count as not given
     * @throws InvalidInputException with all problems: unknown names, missing or wrong values
     */
    public Options read(Map<String, ?> given) {
        List<Problem> problems = new ArrayList<>();
        Options options = read(given, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return options;
    }

    @Nullable
    Options readGroup(String name, Object given, List<Problem> problems) {
        if (!(given instanceof Map<?, ?> map)) {
            problems.add(new Problem(name, given + " (expected: a mapping of options)"));
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), value));
        List<Problem> inside = new ArrayList<>();
        Options options = read(members, inside);
        inside.forEach(problem -> problems.add(problem.under(name)));
        return options;
    }

    private Options read(Map<String, ?> given, List<Problem> problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, ?> entry : given.entrySet()) {
            Optional<OptionSpec> spec = find(entry.getKey());
            if (spec.isEmpty()) {
                problems.add(unknown(entry.getKey()));
            } else if (entry.getValue() != null) {
                Object value = spec.get().read(entry.getValue(), problems);
                if (value != null) {
                    values.put(spec.get().name(), value);
                }
            }
        }
        Map<String, Object> complete = new LinkedHashMap<>();
        for (OptionSpec spec : specs) {
            Object value = values.get(spec.name());
            if (value == null) {
                value = absent(spec, given, problems);
            }
            if (value != null) {
                complete.put(spec.name(), value);
            }
        }
        return new Options(complete);
    }

    private static @Nullable Object absent(OptionSpec spec, Map<String, ?> given, List<Problem> problems) {
        boolean wasGiven = given.entrySet().stream()
                .anyMatch(entry -> same(entry.getKey(), spec.name()) && entry.getValue() != null);
        if (wasGiven) {
            return null;
        }
        if (spec.isRequired()) {
            problems.add(new Problem(spec.name(), "missing (expected: " + spec.expectation() + ")"));
        }
        if (spec.kind() == OptionSpec.Kind.GROUP) {
            return of(spec.members()).readGroup(spec.name(), Map.of(), problems);
        }
        return spec.defaultValue().orElse(null);
    }

    private Optional<OptionSpec> find(String name) {
        return specs.stream().filter(spec -> same(spec.name(), name)).findFirst();
    }

    private Problem unknown(String name) {
        List<String> known = specs.stream().map(OptionSpec::name).toList();
        String expected = known.isEmpty() ? "no options" : "one of " + String.join(", ", known);
        return new Problem(name, "unknown option (expected: " + expected + ")" + NearMiss.hint(name, known));
    }

    private static boolean same(String a, String b) {
        return plain(a).equals(plain(b));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
