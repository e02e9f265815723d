package io.trialog.projection.series;

import io.trialog.event.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the log goes and how far the store, and who waits for what of it: whoever commits, whoever asks, and the thread that writes. Thread-safe. */
final class SeriesProgress {

    /** What is to be written next: the newest events, and how far the log goes. */
    record Work(RecentEvents.Taken recent, long end) {}

    private final ReentrantLock lock = new ReentrantLock();
    /** For whoever asks: the store has come further, or failed. */
    private final Condition progress = lock.newCondition();
    /** For the thread: there is something to do. */
    private final Condition work = lock.newCondition();

    private final Duration patience;
    private final Duration calm;

    private final RecentEvents recent = new RecentEvents();
    /** How far the log is known to go. */
    private long end;
    /** How far the store goes. */
    private long position;
    /** How many ask for what the store does not have yet. */
    private int waiting;

    /** How long the store is to be left as it is, in nanoseconds. */
    private long calmLeft;

    private @Nullable SeriesReader reader;
    private @Nullable String problem;
    private boolean isDamaged;
    private volatile boolean closed;

    /**
     * Nothing is known.
     *
     * @param patience how long {@link #reader} waits at most
     * @param calm how long the store is left as it is after a write, when nobody asks and little has come
     */
    SeriesProgress(Duration patience, Duration calm) {
        this.patience = patience;
        this.calm = calm;
    }

    /** The log goes so far at least; there was none who told of these events. */
    void begin(long last) {
        lock.lock();
        try {
            end = Math.max(end, last);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The log goes on with these. Wakes the thread only when that is worth it. */
    void committed(List<RecordedEvent> events) {
        lock.lock();
        try {
            boolean wasIdle = position >= end;
            recent.add(events);
            end = Math.max(end, events.get(events.size() - 1).position());
            if (wasIdle || isUrgent()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many events the store is behind the log. */
    long behind() {
        lock.lock();
        try {
            return Math.max(0, end - position);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a position is known.
     *
     * @throws SeriesUnavailableException when it is not in time, or the store cannot be used
     */
    SeriesReader reader(long known) {
        lock.lock();
        waiting++;
        try {
            long left = patience.toNanos();
            while (true) {
                SeriesReader now = reader;
                if (now != null && position >= known) {
                    return now;
                }
                if (closed || problem != null || left <= 0) {
                    throw unavailable();
                }
                work.signal();
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private SeriesUnavailableException unavailable() {
        return new SeriesUnavailableException(
                problem == null
                        ? "the metric series are being built from the log: " + position + " of " + end
                                + " events are done; try again in a moment"
                        : "the metric series cannot be kept: " + problem);
    }

    /** What is in the store is wrong. */
    void doubt() {
        lock.lock();
        try {
            isDamaged = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A store can be read. */
    void opened(SeriesReader opened, long from) {
        lock.lock();
        try {
            reader = opened;
            position = from;
            problem = null;
            isDamaged = false;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** It can no more. */
    void lost() {
        lock.lock();
        try {
            reader = null;
        } finally {
            lock.unlock();
        }
    }

    /** It has come further. */
    void written(long last) {
        lock.lock();
        try {
            position = last;
            calmLeft = calm.toNanos();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * It cannot be used.
     *
     * @return whether that is news
     */
    boolean failed(String text) {
        lock.lock();
        try {
            boolean isNew = !text.equals(problem);
            problem = text;
            progress.signalAll();
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is enough to write; null if nothing more is to be written into this store. */
    @Nullable
    Work awaitWork() throws InterruptedException {
        lock.lock();
        try {
            while (isUsable()) {
                boolean isCalm = calmLeft > 0 && !isUrgent();
                if (position < end && !isCalm) {
                    return new Work(recent.take(), end);
                }
                if (isCalm) {
                    calmLeft = work.awaitNanos(calmLeft);
                } else {
                    work.await();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isUsable() {
        return !closed && !isDamaged;
    }

    private boolean isUrgent() {
        return waiting > 0 || recent.isLarge() || end - position >= RecentEvents.MOST;
    }

    /** Waits for some time, or until closed. */
    void await(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            progress.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
