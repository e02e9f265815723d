package io.trialog.spi.option;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One option of a plugin: its name, type, default, range and what it does. Help texts, validation and forms are made
 * from it. Immutable; built like
 *
 * <pre>{@code OptionSpec.integer("n_startup_jobs", "trials drawn at random first").atLeast(1).defaultsTo(10)}</pre>
 */
public final class OptionSpec {

    /** What kind of value an option takes. Readers treat a kind that they do not know as {@link #TEXT}. */
    public enum Kind {
        /** A whole number, delivered as {@link Long}. */
        INTEGER("an integer"),
        /** A number, delivered as {@link Double}. */
        NUMBER("a number"),
        /** A string. */
        TEXT("a string"),
        /** {@code true} or {@code false}. */
        FLAG("true or false"),
        /** One of a list of words, delivered as it is in the list. */
        WORD("a word"),
        /** Whole numbers: a list, one number, or a text like {@code '0,1'}; delivered as a list of {@link Long}. */
        INTEGERS("a list of integers, an integer, or a text like '0,1'"),
        /** Options inside this option, delivered as {@link Options}. */
        GROUP("a mapping of options");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    private static final Pattern INTEGER = Pattern.compile("\\s*-?\\d{1,18}\\s*");

    private record Range(String expectation, Predicate<Object> holds) {}

    private final String name;
    private final String description;
    private final Kind kind;
    private final @Nullable Object defaultValue;
    private final boolean required;
    private final List<String> words;
    private final List<OptionSpec> members;
    private final List<Range> ranges;
    private final @Nullable String withoutEffect;

    private OptionSpec(
            String name,
            String description,
            Kind kind,
            @Nullable Object defaultValue,
            boolean required,
            List<String> words,
            List<OptionSpec> members,
            List<Range> ranges,
            @Nullable String withoutEffect) {
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.required = required;
        this.words = List.copyOf(words);
        this.members = List.copyOf(members);
        this.ranges = List.copyOf(ranges);
        this.withoutEffect = withoutEffect;
    }

    private static OptionSpec of(String name, String description, Kind kind) {
        return new OptionSpec(name, description, kind, null, false, List.of(), List.of(), List.of(), null);
    }

    /** An option that takes a whole number. */
    public static OptionSpec integer(String name, String description) {
        return of(name, description, Kind.INTEGER);
    }

    /** An option that takes a finite number. */
    public static OptionSpec number(String name, String description) {
        return of(name, description, Kind.NUMBER);
    }

    /** An option that takes a string. */
    public static OptionSpec text(String name, String description) {
        return of(name, description, Kind.TEXT);
    }

    /** An option that is on or off. */
    public static OptionSpec flag(String name, String description) {
        return of(name, description, Kind.FLAG);
    }

    /** An option that takes one of these words, regardless of case. */
    public static OptionSpec word(String name, String description, List<String> words) {
        return new OptionSpec(name, description, Kind.WORD, null, false, words, List.of(), List.of(), null);
    }

    /** An option that takes whole numbers. Bounds hold for each of them. */
    public static OptionSpec integers(String name, String description) {
        return of(name, description, Kind.INTEGERS);
    }

    /** An option that holds options. */
    public static OptionSpec group(String name, String description, List<OptionSpec> members) {
        return new OptionSpec(name, description, Kind.GROUP, null, false, List.of(), members, List.of(), null);
    }

    /** The value when the user gives none. Without default, and not required, the option may be absent. */
    public OptionSpec defaultsTo(Object value) {
        Object plain = value instanceof Integer whole ? Long.valueOf(whole) : value;
        return new OptionSpec(name, description, kind, plain, false, words, members, ranges, withoutEffect);
    }

    /** The user must give it. */
    public OptionSpec mandatory() {
        return new OptionSpec(name, description, kind, null, true, words, members, ranges, withoutEffect);
    }

    /** Only numbers of at least this size. */
    public OptionSpec atLeast(double minimum) {
        return with(each(">= " + plain(minimum), value -> asDouble(value) >= minimum));
    }

    /** Only numbers above this one. */
    public OptionSpec above(double bound) {
        return with(each("> " + plain(bound), value -> asDouble(value) > bound));
    }

    /** Only numbers of at most this size. */
    public OptionSpec atMost(double maximum) {
        return with(each("<= " + plain(maximum), value -> asDouble(value) <= maximum));
    }

    /** Only {@link Kind#INTEGERS} of which there is at least one and none is given twice. */
    public OptionSpec distinct() {
        return with(new Range("at least one and each once", OptionSpec::isDistinct));
    }

    /**
     * The option is accepted for the sake of configurations written elsewhere, and does nothing. Who gives it is warned.
     *
     * @param why what is so instead, for people
     */
    public OptionSpec withoutEffect(String why) {
        return new OptionSpec(name, description, kind, defaultValue, required, words, members, ranges, why);
    }

    /** The name as documented, by convention {@code snake_case}. */
    public String name() {
        return name;
    }

    /** What the option does, for people; why it does nothing, if that is so. */
    public String description() {
        return withoutEffect == null ? description : description + "; " + withoutEffect;
    }

    /** What kind of value it takes. */
    public Kind kind() {
        return kind;
    }

    /** The value when none is given. */
    public Optional<Object> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Whether the user must give it. */
    public boolean isRequired() {
        return required;
    }

    /** The words it takes; empty unless {@link Kind#WORD}. */
    public List<String> words() {
        return words;
    }

    /** The options inside; empty unless {@link Kind#GROUP}. */
    public List<OptionSpec> members() {
        return members;
    }

    /** Why the option does nothing; empty for all that do something. */
    public Optional<String> whyWithoutEffect() {
        return Optional.ofNullable(withoutEffect);
    }

    /** What a value must be, for people: {@code an integer, >= 1}. */
    public String expectation() {
        StringBuilder text =
                new StringBuilder(kind == Kind.WORD ? "one of " + String.join(", ", words) : kind.description);
        ranges.forEach(range -> text.append(", ").append(range.expectation()));
        return text.toString();
    }

    /** The value in its delivered form, or null after adding what is wrong with it to {@code problems}. */
    @Nullable
    Object read(Object given, List<Problem> problems) {
        Object value = convert(given, problems);
        if (value == null) {
            if (kind != Kind.GROUP) {
                problems.add(new Problem(name, shown(given) + " (expected: " + expectation() + ")"));
            }
            return null;
        }
        for (Range range : ranges) {
            if (!range.holds().test(value)) {
                problems.add(new Problem(name, shown(given) + " (expected: " + expectation() + ")"));
                return null;
            }
        }
        return value;
    }

    private @Nullable Object convert(Object given, List<Problem> problems) {
        return switch (kind) {
            case INTEGER -> given instanceof Number number && isWhole(number) ? (Object) number.longValue() : null;
            case NUMBER ->
                given instanceof Number number && Double.isFinite(number.doubleValue())
                        ? (Object) number.doubleValue()
                        : null;
            case TEXT -> given instanceof String ? given : null;
            case FLAG -> given instanceof Boolean ? given : null;
            case WORD ->
                words.stream()
                        .filter(word -> word.equalsIgnoreCase(String.valueOf(given)))
                        .findFirst()
                        .orElse(null);
            case INTEGERS -> integers(given);
            case GROUP -> OptionSchema.of(members).readGroup(name, given, problems);
        };
    }

    private OptionSpec with(Range range) {
        List<Range> all = new ArrayList<>(ranges);
        all.add(range);
        return new OptionSpec(name, description, kind, defaultValue, required, words, members, all, withoutEffect);
    }

    private static @Nullable Object integers(Object given) {
        List<?> elements = given instanceof String text
                ? List.of(text.split(",", -1))
                : given instanceof List<?> list ? list : List.of(given);
        List<Long> numbers = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof Number number && isWhole(number)) {
                numbers.add(number.longValue());
            } else if (given instanceof String
                    && INTEGER.matcher(String.valueOf(element)).matches()) {
                numbers.add(Long.parseLong(String.valueOf(element).strip()));
            } else {
                return null;
            }
        }
        return List.copyOf(numbers);
    }

    private static Range each(String expectation, Predicate<Object> holds) {
        return new Range(
                expectation,
                value -> value instanceof List<?> list ? list.stream().allMatch(holds) : holds.test(value));
    }

    private static boolean isDistinct(Object value) {
        return value instanceof List<?> list && !list.isEmpty() && new HashSet<Object>(list).size() == list.size();
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue()) && Math.abs(number.doubleValue()) < 1e18;
    }

    private static double asDouble(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.format(Locale.ROOT, "%.0f", bound) : Double.toString(bound);
    }

    private static String shown(Object given) {
        return given instanceof String text ? "\"" + text + "\"" : String.valueOf(given);
    }
}
