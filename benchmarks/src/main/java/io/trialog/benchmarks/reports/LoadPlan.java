package io.trialog.benchmarks.reports;

import java.time.Duration;
import java.util.List;

/**
 * What to measure.
 *
 * @param connections numbers of connections, 1 to {@value #MAX_CONNECTIONS} each
 * @param batches numbers of reports in a request, 1 to {@value #MAX_BATCH} each
 * @param warmUp before each measurement
 * @param measured the time of each measurement
 */
record LoadPlan(List<Integer> connections, List<Integer> batches, Duration warmUp, Duration measured) {

    /** Enough for a large experiment; each is a running trial. */
    static final int MAX_CONNECTIONS = 1_000;

    /** What the server accepts. */
    static final int MAX_BATCH = 500;

    /** Some 100 seconds. */
    static final LoadPlan DEFAULT =
            new LoadPlan(List.of(1, 16, 128), List.of(1, 50), Duration.ofSeconds(5), Duration.ofSeconds(5));

    LoadPlan {
        connections = List.copyOf(connections);
        batches = List.copyOf(batches);
    }

    /** The largest number of connections. */
    int reporters() {
        return connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
