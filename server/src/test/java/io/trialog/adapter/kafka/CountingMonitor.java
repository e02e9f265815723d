package io.trialog.adapter.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers what it is told. Any thread. */
final class CountingMonitor implements KafkaMonitor {

    final AtomicLong reports = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong fed = new AtomicLong();
    final Map<PoisonKind, Long> deadLetters = new ConcurrentHashMap<>();
    final AtomicLong looks = new AtomicLong();
    volatile boolean isAway;

    @Override
    public void recorded(String topic, int more) {
        reports.addAndGet(more);
    }

    @Override
    public void deadLetter(String topic, PoisonKind kind) {
        deadLetters.merge(kind, 1L, Long::sum);
    }

    @Override
    public void deadLetterRefused(String topic) {
        refused.incrementAndGet();
    }

    @Override
    public void lost(String topic, long records) {
        lost.addAndGet(records);
    }

    @Override
    public void fed(String topic, int events) {
        fed.addAndGet(events);
    }

    @Override
    public void away(String servers, boolean away) {
        isAway = away;
        looks.incrementAndGet();
    }
}
