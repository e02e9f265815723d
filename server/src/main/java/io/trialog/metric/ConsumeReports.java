package io.trialog.metric;

import io.trialog.engine.Command;
import io.trialog.engine.Outcome;
import io.trialog.spi.training.AttemptKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records what was read from a topic together with how far that was: both or nothing. The reply tells what became of each
 * attempt's reports, in order; an attempt that is unknown is refused alone.
 *
 * @param source the topic with its id: {@code TOPIC@ID}
 * @param next the offset to go on with, by partition, 0 or more; one partition at least
 * @param reports those of each attempt together: no attempt twice
 */
public record ConsumeReports(String source, Map<Integer, Long> next, List<ReportMetrics> reports)
        implements MetricCommand, Command<List<Outcome<List<ReportResult>>>> {

    /** @throws IllegalArgumentException when an attempt is there twice: what the first has brought would be counted again */
    public ConsumeReports {
        next = Collections.unmodifiableMap(new TreeMap<>(next));
        reports = List.copyOf(reports);
        if (next.isEmpty()) {
            throw new IllegalArgumentException("next: none (expected: a partition that was read)");
        }
        next.forEach((partition, offset) -> {
            if (partition < 0 || offset < 0) {
                throw new IllegalArgumentException("next: " + partition + "=" + offset + " (expected: >= 0)");
            }
        });
        Set<AttemptKey> keys = new HashSet<>();
        for (ReportMetrics some : reports) {
            if (!keys.add(some.key())) {
                throw new IllegalArgumentException("reports: " + some.key() + " twice (expected: once)");
            }
        }
    }
}
