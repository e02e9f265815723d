package io.trialog.experiment;

import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.tuner.Direction;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a configuration, read key by key: spelling of keys as in {@link ConfigKey}, null values count as not
 * given, and what is wrong goes to the problems.
 */
final class ConfigSection {

    private final String path;
    private final Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
    private final ConfigProblems problems;

    /**
     * Opens a mapping; a key that is given twice in different spellings is a problem.
     *
     * @param path of the mapping, empty for the configuration itself
     */
    ConfigSection(String path, ConfigNode.Mapping mapping, ConfigProblems problems) {
        this.path = path;
        this.problems = problems;
        for (ConfigNode.Entry entry : mapping.entries()) {
            ConfigNode.Entry first = entries.putIfAbsent(ConfigKey.plain(entry.key()), entry);
            if (first != null) {
                problems.add(path(entry.key()), "given twice (also as '" + first.key() + "')");
            }
        }
    }

    /** A mapping that says nothing. */
    static ConfigSection empty(String path, ConfigProblems problems) {
        return new ConfigSection(path, new ConfigNode.Mapping(List.of(), 0), problems);
    }

    /** A mapping under a key; one that says nothing when it is not given, or is something else, which is a problem. */
    ConfigSection section(String key, List<String> keys) {
        ConfigNode written = find(key);
        if (written instanceof ConfigNode.Mapping mapping) {
            return new ConfigSection(path(key), mapping, problems);
        }
        if (written != null) {
            problem(key, Shown.of(written) + " (expected: a mapping with " + String.join(", ", keys) + ")");
        }
        return empty(path(key), problems);
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The entries in order, null values included. */
    Collection<ConfigNode.Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** The value of a key; null when it is not given. */
    @Nullable
    ConfigNode find(String key) {
        ConfigNode.Entry entry = entries.get(ConfigKey.plain(key));
        if (entry == null || (entry.value() instanceof ConfigNode.Value value && value.value() == null)) {
            return null;
        }
        return entry.value();
    }

    boolean has(String key) {
        return find(key) != null;
    }

    void problem(String key, String message) {
        problems.add(path(key), message);
    }

    void warning(String key, String message) {
        problems.warn(path(key), message);
    }

    /** Makes a problem of every key that is in neither list; hints come from the first. */
    void rejectUnknown(List<String> known, List<String> alsoAccepted) {
        for (ConfigNode.Entry entry : entries.values()) {
            if (ConfigKey.find(entry.key(), known)
                    .or(() -> ConfigKey.find(entry.key(), alsoAccepted))
                    .isEmpty()) {
                String hint = NearMiss.hint(Shown.shorten(entry.key()), known);
                problem(
                        entry.key(),
                        "unknown key"
                                + (hint.isEmpty() ? " (expected: one of " + String.join(", ", known) + ")" : hint));
            }
        }
    }

    /** Text that is not blank and fit for paths and command lines. */
    @Nullable
    String text(String key) {
        ConfigNode node = find(key);
        if (node == null) {
            return null;
        }
        if (!(node.plain() instanceof String text)) {
            boolean scalar = node instanceof ConfigNode.Value;
            problem(key, Shown.of(node) + " (expected: a string" + (scalar ? ": \"" + node.plain() + "\"" : "") + ")");
            return null;
        }
        if (text.isBlank()) {
            problem(key, Shown.of(node) + " (expected: not blank)");
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            problem(key, "contains the character U+0000 (expected: none)");
            return null;
        }
        return text;
    }

    /** A whole number in a range. */
    @Nullable
    Long integer(String key, long min, long max) {
        ConfigNode node = find(key);
        if (node == null) {
            return null;
        }
        Long number = whole(node);
        if (number == null) {
            problem(key, Shown.of(node) + " (expected: an integer >= " + min + unquote(node) + ")");
        } else if (number < min) {
            problem(key, Shown.of(node) + " (expected: >= " + min + ")");
        } else if (number > max) {
            problem(key, Shown.of(node) + " (expected: <= " + max + ")");
        } else {
            return number;
        }
        return null;
    }

    /** A duration in whole seconds. */
    @Nullable
    Duration duration(String key) {
        ConfigNode node = find(key);
        if (node == null) {
            return null;
        }
        Object plain = node.plain();
        Optional<Duration> duration = plain instanceof String text
                ? DurationText.parse(text)
                : plain instanceof Long seconds ? DurationText.ofSeconds(seconds) : Optional.empty();
        if (duration.isEmpty()) {
            String hint = plain instanceof Long ? "" : DurationText.hint(String.valueOf(plain));
            problem(key, Shown.of(node) + " (expected: " + DurationText.EXPECTATION + hint + ")");
        }
        return duration.orElse(null);
    }

    /** {@code true} or {@code false}. */
    @Nullable
    Boolean flag(String key) {
        ConfigNode node = find(key);
        if (node == null || node.plain() instanceof Boolean) {
            return node == null ? null : (Boolean) node.plain();
        }
        String text = String.valueOf(node.plain());
        boolean quoted = text.equals("true") || text.equals("false");
        problem(key, Shown.of(node) + " (expected: true or false" + (quoted ? ", without quotes" : "") + ")");
        return null;
    }

    /** One of these constants by its word, regardless of case and blanks. */
    <E> @Nullable E word(String key, E[] constants, Function<? super E, String> word) {
        ConfigNode node = find(key);
        if (node == null) {
            return null;
        }
        Optional<E> constant = Words.find(constants, word, node.plain());
        if (constant.isEmpty()) {
            List<String> words = Words.all(constants, word);
            String hint = NearMiss.hint(Shown.shorten(String.valueOf(node.plain())), words);
            problem(key, Shown.of(node) + " (expected: one of " + String.join(", ", words) + ")" + hint);
        }
        return constant.orElse(null);
    }

    /** {@code minimize} or {@code maximize}. False after a problem with the value itself. */
    boolean direction(String key, Agreement<Direction> direction) {
        ConfigNode node = find(key);
        if (node == null) {
            return true;
        }
        String word = String.valueOf(node.plain()).toLowerCase(Locale.ROOT);
        Optional<Direction> known = Stream.of(Direction.values())
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        if (known.isEmpty()) {
            String hint = NearMiss.hint(Shown.shorten(word), List.of("minimize", "maximize"));
            problem(key, Shown.of(node) + " (expected: minimize or maximize)" + hint);
        }
        direction.add(path(key), known.orElse(null), word);
        return known.isPresent();
    }

    /** A seed: any 64 bit integer, also as text, as the log stores it. False after a problem with the value itself. */
    boolean seed(String key, Agreement<Long> seed) {
        ConfigNode node = find(key);
        if (node == null) {
            return true;
        }
        Long number = node.plain() instanceof String text ? parsed(text) : whole(node);
        if (number == null) {
            problem(key, Shown.of(node) + " (expected: an integer of 64 bits)");
        }
        seed.add(path(key), number, String.valueOf(number));
        return number != null;
    }

    private static @Nullable Long whole(ConfigNode node) {
        if (node.plain() instanceof Long number) {
            return number;
        }
        // 1e3 is as whole as 1000; beyond 2^53 a floating point number may not be what was written
        return node.plain() instanceof Double number && number == Math.rint(number) && Math.abs(number) <= 1L << 53
                ? (Long) number.longValue()
                : null;
    }

    private static @Nullable Long parsed(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String unquote(ConfigNode node) {
        return node.plain() instanceof String text && parsed(text) != null ? ", without quotes" : "";
    }
}
