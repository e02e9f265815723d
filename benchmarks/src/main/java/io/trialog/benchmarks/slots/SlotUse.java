package io.trialog.benchmarks.slots;

import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a log says of the use of slots: how long each that became free stood idle before the next trial took it, from the first
 * trial on until the last one begins.
 */
final class SlotUse {

    private final Deque<Instant> free = new ArrayDeque<>();
    private final List<Duration> idle = new ArrayList<>();
    private final List<Instant> begun = new ArrayList<>();
    private int requests;

    /** The next event of a log with one experiment. */
    void take(RecordedEvent recorded) {
        if (recorded.event() instanceof AttemptEnded) {
            free.addLast(recorded.at());
        } else if (recorded.event() instanceof AttemptScheduled) {
            begun.add(recorded.at());
            if (!free.isEmpty()) {
                idle.add(Duration.between(free.removeFirst(), recorded.at()));
            }
        } else if (recorded.event() instanceof SuggestionsRequested) {
            requests++;
        }
    }

    /** How many trials began. */
    int trials() {
        return begun.size();
    }

    /** How often the tuner was asked. */
    int requests() {
        return requests;
    }

    /** The mean of the times that slots stood idle. */
    double meanMillis() {
        return total().toMillis() / (double) Math.max(1, idle.size());
    }

    /** The longest time that a slot stood idle. */
    long maxMillis() {
        return idle.stream().mapToLong(Duration::toMillis).max().orElse(0);
    }

    /** How much of the time of all slots they stood idle, from 0 to 1. */
    double idleShare(int slots) {
        Duration window = Duration.between(begun.get(0), begun.get(begun.size() - 1));
        return total().toNanos() / (double) Math.max(1, window.toNanos() * slots);
    }

    /** Trials begun in a minute. */
    double perMinute() {
        Duration window = Duration.between(begun.get(0), begun.get(begun.size() - 1));
        return begun.size() * 60e9 / Math.max(1, window.toNanos());
    }

    private Duration total() {
        return idle.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
