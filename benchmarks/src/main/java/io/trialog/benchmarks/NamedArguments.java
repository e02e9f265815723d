package io.trialog.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a harness, each a name and a value. Ask for each there may be, then {@linkplain #check}. Not thread-safe.
 */
public final class NamedArguments {

    private static final String HELP = "--help";

    private final Map<String, String> unread = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Of a name that comes twice, the later value counts. */
    public NamedArguments(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            unread.put(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
        }
    }

    /** Whether somebody asks what arguments there are. */
    public static boolean wantHelp(String... arguments) {
        return List.of(arguments).contains(HELP);
    }

    /** A number from 1 to 9,999,999. */
    public int number(String name, int otherwise) {
        String value = take(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[1-9][0-9]{0,6}")) {
            return Integer.parseInt(value);
        }
        problems.add(name + ": " + shown(value) + " (expected: a number from 1 to 9999999)");
        return otherwise;
    }

    /** A file that exists; null when none is given. */
    public @Nullable Path file(String name) {
        String value = take(name);
        if (value == null) {
            return null;
        }
        Path file = Path.of(value);
        if (!Files.isRegularFile(file)) {
            problems.add(name + ": " + shown(value) + " (expected: a file)");
        }
        return file;
    }

    /**
     * To be called when all were asked for.
     *
     * @throws IllegalArgumentException with all problems, names that nobody asked for among them
     */
    public void check() {
        String names = String.join(", ", known) + " or " + HELP;
        unread.keySet().forEach(name -> problems.add(name + ": unknown (expected: " + names + ")"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    private @Nullable String take(String name) {
        known.add(name);
        return unread.remove(name);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
