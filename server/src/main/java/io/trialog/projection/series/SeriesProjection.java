package io.trialog.projection.series;

import io.trialog.engine.CommitListener;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metric series of all trials in a store of their own. A thread of this class reads the log from where the store ends and writes
 * in batches; whoever commits only tells it how far the log goes, so commits never wait for the store, and what the thread has not come to is
 * in the log. A store that is damaged, of another log or of another format is thrown away and made again. When it cannot be written, as on a
 * full disk, there is a warning, and another try later.
 *
 * <p>{@link #committed} is called by one thread, {@link #read} by any.
 */
public final class SeriesProjection implements CommitListener, AutoCloseable {

    /** How long {@link #read} waits at most in a server: as long as somebody watches a page load. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a store that failed is left alone. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(SeriesProjection.class);
    private static final int BATCH_CHANGES = 8192;
    private static final long WORTH_TELLING = 100_000;

    private final EventLog log;
    private final SortedStorePlace place;
    private final Duration patience;
    private final Duration pause;
    private final Thread thread = new Thread(this::run, "trialog-series");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** How far the log is known to go. This and what follows is changed by who holds the lock. */
    private long end;
    /** How far the store goes. */
    private long position;

    private @Nullable SeriesReader reader;
    private @Nullable String problem;
    private boolean isDamaged;
    private volatile boolean closed;

    /**
     * A projection that is not at work yet.
     *
     * @param place where the store is; used by the thread of this class
     * @param patience how long {@link #read} waits at most for what is not in the store yet
     * @param pause how long a store that failed is left alone
     */
    public SeriesProjection(EventLog log, SortedStorePlace place, Duration patience, Duration pause) {
        this.log = log;
        this.place = place;
        this.patience = patience;
        this.pause = pause;
        thread.setDaemon(true);
    }

    /** Begins with what is in the log by now. */
    public void start() {
        reach(log.lastPosition());
        thread.start();
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        reach(events.get(events.size() - 1).position());
    }

    /** How many events the store is behind the log. */
    public long behind() {
        lock.lock();
        try {
            return Math.max(0, end - position);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the store for something; may wait.
     *
     * @param known a position that the answer must know
     * @throws SeriesUnavailableException when the store does not know it in time, or cannot be used
     */
    public <T> T read(long known, Function<SeriesReader, T> question) {
        try {
            return question.apply(reader(known));
        } catch (SortedStoreException e) {
            if (e.isDamaged()) {
                doubt();
            }
            throw new SeriesUnavailableException("the store of metric series cannot be read: " + e.getMessage());
        }
    }

    /** Waits for what the thread is doing; what it has not come to is done by the next server. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SeriesReader reader(long known) {
        lock.lock();
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
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
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

    private void reach(long last) {
        lock.lock();
        try {
            end = Math.max(end, last);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void doubt() {
        lock.lock();
        try {
            isDamaged = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean failedBefore = false;
        while (!closed) {
            try {
                follow();
                failedBefore = false;
            } catch (RuntimeException e) {
                if (closed) {
                    return; // the log may be closed by then, too
                }
                fail(e);
                boolean damaged = e instanceof SortedStoreException failure && failure.isDamaged() && discard();
                if (!damaged || failedBefore) {
                    await(pause);
                }
                failedBefore = true;
            }
        }
    }

    /** Brings the store to the end of the log and keeps it there, until closed or damaged. */
    private void follow() {
        try (SortedStore store = open()) {
            SeriesWriter writer = new SeriesWriter(store);
            StoreMark mark = StoreMark.stored(store.get(StoreKeys.MARK));
            begin(new SeriesReader(store), mark == null ? 0 : mark.position());
            while (awaitMore()) {
                catchUp(writer);
            }
        } finally {
            lock.lock();
            try {
                reader = null;
            } finally {
                lock.unlock();
            }
        }
        if (!closed) {
            discard();
        }
    }

    private SortedStore open() {
        SortedStore store = place.open();
        try {
            StoreMark mark = StoreMark.stored(store.get(StoreKeys.MARK));
            if (mark == null || mark.isOf(log)) {
                return store;
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        store.close();
        LOG.info("the store of metric series is of another log or server version and is made again");
        place.discard();
        return place.open();
    }

    private void begin(SeriesReader opened, long from) {
        lock.lock();
        try {
            reader = opened;
            position = from;
            problem = null;
            isDamaged = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (behind() >= WORTH_TELLING) {
            LOG.info("the metric series of {} events are being built; curves may be missing until then", behind());
        }
    }

    private boolean awaitMore() {
        lock.lock();
        try {
            while (!closed && !isDamaged && position >= end) {
                changed.awaitUninterruptibly();
            }
            return !closed && !isDamaged;
        } finally {
            lock.unlock();
        }
    }

    private void catchUp(SeriesWriter writer) {
        long[] last = {position};
        log.read(position + 1, recorded -> {
            writer.take(recorded);
            last[0] = recorded.position();
            if (writer.waiting() >= BATCH_CHANGES) {
                commit(writer, last[0]);
            }
            return !closed;
        });
        commit(writer, last[0]);
    }

    private void commit(SeriesWriter writer, long last) {
        if (last == position) {
            return;
        }
        writer.commit(StoreMark.of(log, last));
        lock.lock();
        try {
            position = last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        boolean isNew;
        lock.lock();
        try {
            isNew = !text.equals(problem);
            problem = text;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (isNew) {
            LOG.warn(
                    "the metric series cannot be kept, and curves not be shown, until this is over; nothing is lost, and it is"
                            + " tried again every {} s: {}",
                    pause.toSeconds(),
                    text,
                    e);
        }
    }

    private boolean discard() {
        try {
            place.discard();
            return true;
        } catch (SortedStoreException e) {
            fail(e);
            return false;
        }
    }

    private void await(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while a failed store is left alone");
        } finally {
            lock.unlock();
        }
    }
}
