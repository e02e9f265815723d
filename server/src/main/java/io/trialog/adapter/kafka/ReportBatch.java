package io.trialog.adapter.kafka;

import io.trialog.metric.ConsumeReports;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.spi.training.AttemptKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that were read together and become one command. One thread. */
final class ReportBatch {

    /** An attempt's part of it. */
    private record Part(List<Report> reports, List<ConsumerRecord<byte[], byte[]>> records) {}

    private final Map<Integer, Long> next = new TreeMap<>();
    private final Map<AttemptKey, Part> parts = new LinkedHashMap<>();
    private final Set<AttemptKey> heartbeats = new HashSet<>();
    private int reports;
    private boolean isMemorable;

    /** Adds reports of an attempt, one or more. */
    void add(Judged.Reports judged, ConsumerRecord<byte[], byte[]> record) {
        reports += judged.reports().size();
        if (judged.reports().isEmpty()) {
            heartbeats.add(judged.key());
            return;
        }
        Part part = parts.computeIfAbsent(judged.key(), key -> new Part(new ArrayList<>(), new ArrayList<>(1)));
        part.reports().addAll(judged.reports());
        part.records().add(record);
    }

    /** It must be in the log that all this was read, though there may be no reports: what was done must not be done again. */
    void mustBeRemembered() {
        isMemorable = true;
    }

    /** All before this offset of a partition is in this batch, or in one before. */
    void readTo(int partition, long offset) {
        next.put(partition, offset);
    }

    /** How many reports there are. */
    int reports() {
        return reports;
    }

    /** Whether nothing was read. */
    boolean isEmpty() {
        return next.isEmpty();
    }

    /** Whether somebody would miss it if it were read again, or not at all: else it has heartbeats at most. */
    boolean mustBeRecorded() {
        return !parts.isEmpty() || isMemorable;
    }

    /** The offset to go on with, by partition. */
    Map<Integer, Long> next() {
        return next;
    }

    /** Who sent reports. */
    Set<AttemptKey> reporters() {
        return parts.keySet();
    }

    /** Who sent a heartbeat. */
    Set<AttemptKey> heartbeats() {
        return heartbeats;
    }

    /** The records with reports of an attempt. */
    List<ConsumerRecord<byte[], byte[]>> records(AttemptKey key) {
        Part part = parts.get(key);
        return part == null ? List.of() : part.records();
    }

    /** As a command to the engine. */
    ConsumeReports command(String source) {
        List<ReportMetrics> metrics = new ArrayList<>(parts.size());
        parts.forEach((key, part) -> metrics.add(new ReportMetrics(key, part.reports())));
        return new ConsumeReports(source, next, metrics);
    }
}
