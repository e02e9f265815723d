package io.trialog.projection.series;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest events as they were committed, so that they need not be read from the log and decoded. When there would be too many, they
 * are forgotten. Not thread-safe.
 */
final class RecentEvents {

    /** How many, each counted as one, and one more for each number that it reports: about ten megabytes. */
    static final int MOST = 50_000;

    /**
     * All that matters of a part of the log.
     *
     * @param from the part's first position
     * @param to its last; before the first when there is none
     * @param events those that {@linkplain SeriesWriter#concerns concern} series, in order
     */
    record Taken(long from, long to, List<RecordedEvent> events) {}

    private long from = 1;
    private long to;
    private List<RecordedEvent> events = new ArrayList<>();
    private int weight;

    /** Adds what was committed next. */
    void add(List<RecordedEvent> committed) {
        long first = committed.get(0).position();
        if (first != to + 1 || weight > MOST) {
            from = first;
            events = new ArrayList<>();
            weight = 0;
        }
        for (RecordedEvent event : committed) {
            if (SeriesWriter.concerns(event)) {
                events.add(event);
                weight += event.event() instanceof MetricReported report
                        ? 1 + report.values().size()
                        : 1;
            }
        }
        to = committed.get(committed.size() - 1).position();
    }

    /** Whether it is time to take them, so that none need be forgotten. */
    boolean isLarge() {
        return weight > MOST / 2;
    }

    /** Takes them away. */
    Taken take() {
        Taken taken = new Taken(from, to, events);
        from = to + 1;
        events = new ArrayList<>();
        weight = 0;
        return taken;
    }
}
