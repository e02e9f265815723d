package io.trialog.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports were taken from a topic: all up to these offsets that can be recorded are recorded, by this event's batch at the
 * latest.
 *
 * @param source the topic with its id, which a topic that is made anew does not have: {@code TOPIC@ID}
 * @param next the offset to go on with, by partition; only of partitions where that changed
 */
@EventType("reports.consumed")
public record ReportsConsumed(String source, Map<Integer, Long> next) implements Event {

    public ReportsConsumed {
        next = Collections.unmodifiableMap(new TreeMap<>(next));
    }
}
