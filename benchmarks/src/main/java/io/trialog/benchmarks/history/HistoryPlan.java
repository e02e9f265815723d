package io.trialog.benchmarks.history;

import io.trialog.benchmarks.NamedArguments;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param most how many trials the experiment has in the end; measured at a hundredth, at a tenth and at all of them
 * @param rounds how often each thing is done each time
 * @param viewers how many follow the event stream
 * @param workers how many evaluate trials at a time while the history grows
 * @param jar the server; null for the one on this class path
 */
record HistoryPlan(
        int most,
        int rounds,
        int viewers,
        int workers,
        @Nullable Path jar) {

    static final HistoryPlan DEFAULT = new HistoryPlan(100_000, 200, 100, 16, null);

    static final String USAGE = String.join(
            System.lineSeparator(),
            "history [--trials 100000] [--rounds 200] [--viewers 100] [--workers 16] [--jar FILE]",
            "",
            "  --trials   how many the experiment has in the end; measured at a hundredth, at a tenth and at all",
            "  --rounds   how often each thing is done each time",
            "  --viewers  how many follow the event stream",
            "  --workers  how many evaluate trials at a time while the history grows",
            "  --jar      the server to start; by default the classes of this build");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static HistoryPlan read(String... arguments) {
        NamedArguments read = new NamedArguments(arguments);
        HistoryPlan plan = new HistoryPlan(
                read.number("--trials", DEFAULT.most),
                read.number("--rounds", DEFAULT.rounds),
                read.number("--viewers", DEFAULT.viewers),
                read.number("--workers", DEFAULT.workers),
                read.file("--jar"));
        read.check();
        return plan;
    }

    /** With how many trials things are measured; ascending. */
    List<Integer> levels() {
        return List.of(Math.max(1, most / 100), Math.max(1, most / 10), most);
    }
}
