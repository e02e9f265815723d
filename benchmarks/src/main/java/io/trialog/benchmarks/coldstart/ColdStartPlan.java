package io.trialog.benchmarks.coldstart;

import io.trialog.benchmarks.NamedArguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param starts how often each start is measured
 * @param idleMillis how long a server is left alone before its memory is looked at
 * @param jar the server; null for the one on this class path
 */
record ColdStartPlan(int starts, int idleMillis, @Nullable Path jar) {

    static final ColdStartPlan DEFAULT = new ColdStartPlan(5, 3000, null);

    static final String USAGE = String.join(
            System.lineSeparator(),
            "cold-start [--starts 5] [--idle 3000] [--jar FILE]",
            "",
            "  --starts  how often each start is measured",
            "  --idle    how long a server is left alone before its memory is looked at, in milliseconds",
            "  --jar     the server to start; by default the classes of this build");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static ColdStartPlan read(String... arguments) {
        NamedArguments read = new NamedArguments(arguments);
        ColdStartPlan plan = new ColdStartPlan(
                read.number("--starts", DEFAULT.starts), read.number("--idle", DEFAULT.idleMillis), read.file("--jar"));
        read.check();
        return plan;
    }
}
