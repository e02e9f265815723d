package io.trialog.adapter.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The offsets to go on with as the log has them, by source and partition; kept up to date by who writes them. Any thread. */
final class RecordedOffsets {

    private final Map<String, SortedMap<Integer, Long>> bySource = new ConcurrentHashMap<>();

    /** Adds what the log has at a start. */
    void add(Map<String, SortedMap<Integer, Long>> recorded) {
        recorded.forEach((source, next) -> of(source).putAll(next));
    }

    /** Those of a source, to be changed; empty when nothing was read from there. */
    SortedMap<Integer, Long> of(String source) {
        return bySource.computeIfAbsent(source, name -> new ConcurrentSkipListMap<>());
    }
}
