package io.trialog.benchmarks.restart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param events about how many events the log has
 * @param trials how many trials
 * @param starts how often each start is measured
 * @param jar the server; null for the one on this class path
 */
record RestartPlan(
        long events, int trials, int starts, @Nullable Path jar) {

    static final RestartPlan DEFAULT = new RestartPlan(10_000_000, 10_000, 3, null);

    static final String USAGE = String.join(
            System.lineSeparator(),
            "restart [--events 10000000] [--trials 10000] [--starts 3] [--jar FILE]",
            "",
            "  --events  how many events the log has, about",
            "  --trials  how many trials they belong to",
            "  --starts  how often each start is measured; the fastest counts",
            "  --jar     the server to start; by default the classes of this build");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static RestartPlan read(String... arguments) {
        List<String> problems = new ArrayList<>();
        long events = DEFAULT.events;
        long trials = DEFAULT.trials;
        long starts = DEFAULT.starts;
        Path jar = null;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--events" -> events = number(arguments[i], value, 1_000_000_000, problems);
                case "--trials" -> trials = number(arguments[i], value, 1_000_000, problems);
                case "--starts" -> starts = number(arguments[i], value, 100, problems);
                case "--jar" -> {
                    jar = Path.of(value);
                    if (!Files.isRegularFile(jar)) {
                        problems.add("--jar: " + shown(value) + " (expected: a file)");
                    }
                }
                default ->
                    problems.add(arguments[i] + ": unknown (expected: --events, --trials, --starts, --jar or --help)");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return new RestartPlan(events, (int) Math.min(trials, events), (int) starts, jar);
    }

    private static long number(String name, String value, long max, List<String> problems) {
        if (value.matches("[1-9][0-9]{0,9}") && Long.parseLong(value) <= max) {
            return Long.parseLong(value);
        }
        problems.add(name + ": " + shown(value) + " (expected: a number from 1 to " + max + ")");
        return 1;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
