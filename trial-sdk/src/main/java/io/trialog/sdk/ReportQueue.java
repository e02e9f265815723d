package io.trialog.sdk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Numbers reports and keeps them, in order, until the server has answered for them.
 *
 * <p>Memory is bounded: when too many wait, further reports are in the spool file only, and come back into memory when that is
 * empty. Any thread adds; one thread, the delivering one, takes and removes.
 */
final class ReportQueue {

    private static final int LINES_PER_APPEND = 1000;

    private final Spool spool;
    private final ReporterLimits limits;
    private final Consumer<String> messages;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Report> waiting = new ArrayDeque<>();
    private long changes;
    private long nextSequence;
    private int finals;
    /** The waiting reports of lower numbers are in the spool file as well. */
    private long spooledBelow;
    /** How many reports are in the spool file only. */
    private long overflow;
    /** Where in the spool file the first of them is, in bytes, or a line before it. */
    private long overflowOffset;
    /** Its number. */
    private long overflowSequence;

    private long keptInSpool;
    private long lost;

    ReportQueue(Spool spool, ReporterLimits limits, Consumer<String> messages) {
        this.spool = spool;
        this.limits = limits;
        this.messages = messages;
    }

    void add(Report.Kind kind, String valueJson, Instant at) {
        lock.lock();
        try {
            Report report = Report.of(nextSequence++, kind, valueJson, at);
            if (overflow > 0 || waiting.size() >= limits.inMemory()) {
                addBeyondMemory(report);
            } else {
                waiting.add(report);
            }
            if (kind == Report.Kind.FINAL && ++finals == 2) {
                messages.accept("a final result was reported again; the first one counts");
            }
            signal();
        } finally {
            lock.unlock();
        }
    }

    private void addBeyondMemory(Report report) {
        long offset = spool.size();
        if (spool.append(List.of(report.json()))) {
            if (overflow++ == 0) {
                overflowOffset = offset;
                overflowSequence = report.sequence();
            }
        } else if (report.kind() == Report.Kind.FINAL || waiting.size() < limits.inMemoryWithoutSpool()) {
            waiting.add(report);
        } else if (lost++ == 0) {
            messages.accept(waiting.size()
                    + " reports wait for the server and no spool file can be written; dropping intermediate results");
        }
    }

    /** The first reports, as many as a request takes; empty when none wait. */
    List<Report> firstBatch() {
        lock.lock();
        try {
            if (waiting.isEmpty() && overflow > 0) {
                refill();
            }
            List<Report> batch = new ArrayList<>();
            int characters = 0;
            for (Report report : waiting) {
                characters += report.json().length() + 2;
                if (batch.size() == limits.batchReports()
                        || (!batch.isEmpty() && characters > limits.batchCharacters())) {
                    break;
                }
                batch.add(report);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void refill() {
        List<String> lines = List.of();
        try {
            Spool.Lines read = spool.read(overflowOffset, limits.refillBytes());
            lines = read.lines();
            overflowOffset = read.end();
        } catch (IOException unreadable) {
            messages.accept("cannot read the report spool " + spool + ": " + unreadable.getMessage());
        }
        // Other lines lie among them when deliveries failed meanwhile: reports of lower numbers that were in memory
        // too.
        List<Report> reports = lines.stream()
                .map(Report::ofSpooled)
                .filter(Objects::nonNull)
                .filter(report -> report.sequence() >= overflowSequence)
                .toList();
        waiting.addAll(reports);
        overflow -= reports.size();
        if (!reports.isEmpty()) {
            spooledBelow =
                    Math.max(spooledBelow, reports.get(reports.size() - 1).sequence() + 1);
        }
        if (lines.isEmpty()) {
            keptInSpool += overflow;
            overflow = 0;
        }
    }

    /** Forgets reports that the server has answered for; they are among the first. */
    void remove(Collection<Report> answered) {
        lock.lock();
        try {
            Set<Long> gone = answered.stream().map(Report::sequence).collect(Collectors.toCollection(HashSet::new));
            Deque<Report> unanswered = new ArrayDeque<>();
            while (!gone.isEmpty() && !waiting.isEmpty()) {
                Report first = waiting.removeFirst();
                if (!gone.remove(first.sequence())) {
                    unanswered.push(first);
                }
            }
            unanswered.forEach(waiting::addFirst);
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** Appends the waiting reports that are not yet in the spool file to it. */
    void spoolWaiting() {
        List<Report> part;
        do {
            lock.lock();
            try {
                part = unspooled(LINES_PER_APPEND);
                if (part.isEmpty()
                        || !spool.append(part.stream().map(Report::json).toList())) {
                    return;
                }
                spooledBelow = part.get(part.size() - 1).sequence() + 1;
            } finally {
                lock.unlock();
            }
        } while (part.size() == LINES_PER_APPEND);
    }

    /** The first of the waiting reports that are not in the spool file; those are always the last that wait. */
    private List<Report> unspooled(int max) {
        Deque<Report> reports = new ArrayDeque<>();
        Iterator<Report> newestFirst = waiting.descendingIterator();
        while (newestFirst.hasNext()) {
            Report report = newestFirst.next();
            if (report.sequence() < spooledBelow) {
                break;
            }
            reports.push(report);
        }
        return reports.stream().limit(max).toList();
    }

    /** Stops keeping reports in memory: what waits stays in the spool file, or is lost without one. */
    void leaveToSpool() {
        spoolWaiting();
        lock.lock();
        try {
            long spooled = waiting.stream()
                    .filter(report -> report.sequence() < spooledBelow)
                    .count();
            keptInSpool += spooled + overflow;
            overflow = 0;
            if (spool.usable()) {
                waiting.removeIf(report -> report.sequence() < spooledBelow);
            } else {
                lost += waiting.size() - spooled;
                waiting.clear();
            }
            signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty() && overflow == 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many reports are undelivered, split into those in the spool file and those that are nowhere but in memory. */
    Undelivered undelivered() {
        lock.lock();
        try {
            long spooled = waiting.stream()
                    .filter(report -> report.sequence() < spooledBelow)
                    .count();
            return new Undelivered(spooled + overflow + keptInSpool, waiting.size() - spooled + lost);
        } finally {
            lock.unlock();
        }
    }

    /** How often the queue has changed: read it, look at the queue, then {@link #awaitChange} from there misses nothing. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there have been more changes than {@code seen}, or for the given time. */
    void awaitChange(long seen, long nanoseconds) throws InterruptedException {
        lock.lock();
        try {
            long left = nanoseconds;
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts as a change, so that whoever waits looks again. */
    void wake() {
        lock.lock();
        try {
            signal();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        changes++;
        changed.signalAll();
    }

    /**
     * Reports that the server has not answered for.
     *
     * @param kept are in the spool file
     * @param inMemory are not
     */
    record Undelivered(long kept, long inMemory) {}
}
