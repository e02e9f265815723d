package io.trialog.benchmarks.turnover;

import io.trialog.benchmarks.NamedArguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param turns how many trials follow one another on a single slot
 * @param trials how many trials share the slots
 * @param slots how many of them run at a time
 * @param runMillis how long each of them sleeps
 * @param jar the server; null for the one on this class path
 */
record TurnoverPlan(
        int turns,
        int trials,
        int slots,
        int runMillis,
        @Nullable Path jar) {

    static final TurnoverPlan DEFAULT = new TurnoverPlan(300, 2000, 16, 1000, null);

    static final String USAGE = String.join(
            System.lineSeparator(),
            "turnover [--turns 300] [--trials 2000] [--slots 16] [--run 1000] [--jar FILE]",
            "",
            "  --turns   how many trials that do nothing follow one another on a single slot",
            "  --trials  how many trials share the slots; 160 for a quick look",
            "  --slots   how many of them run at a time",
            "  --run     how long each of them sleeps, in milliseconds",
            "  --jar     the server to start; by default the classes of this build");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static TurnoverPlan read(String... arguments) {
        NamedArguments read = new NamedArguments(arguments);
        TurnoverPlan plan = new TurnoverPlan(
                read.number("--turns", DEFAULT.turns),
                read.number("--trials", DEFAULT.trials),
                read.number("--slots", DEFAULT.slots),
                read.number("--run", DEFAULT.runMillis),
                read.file("--jar"));
        read.check();
        return plan;
    }
}
