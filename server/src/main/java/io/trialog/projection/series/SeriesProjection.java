package io.trialog.projection.series;

import io.trialog.engine.CommitListener;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.port.SortedStore;
import io.trialog.port.SortedStoreException;
import io.trialog.port.SortedStorePlace;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metric series of all trials in a store of their own. A thread of this class takes in the log from where the store ends and
 * writes in batches, seldom, so that each has much of each series, but at once when somebody asks. Whoever commits only tells it how far
 * the log goes, and leaves the newest events where it finds them, so commits never wait for the store; what the thread has not come to is in
 * the log. A store that is damaged, of another log or of another format is thrown away and made again. When it cannot be written, as on a
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

    /** How long the store is left as it is after a write, when nobody asks and little has come. */
    private static final Duration CALM = Duration.ofMillis(500);

    private static final long WORTH_TELLING = 100_000;

    private final EventLog log;
    private final SortedStorePlace place;
    private final Duration pause;
    private final SeriesProgress progress;
    private final Thread thread = new Thread(this::run, "trialog-series");

    /**
     * A projection that is not at work yet.
     *
     * @param place where the store is; used by the thread of this class
     * @param patience how long {@link #read} waits at most for what is not in the store yet
     * @param pause how long a store that failed is left alone
     */
    public SeriesProjection(EventLog log, SortedStorePlace place, Duration patience, Duration pause) {
        this(log, place, patience, pause, CALM);
    }

    SeriesProjection(EventLog log, SortedStorePlace place, Duration patience, Duration pause, Duration calm) {
        this.log = log;
        this.place = place;
        this.pause = pause;
        progress = new SeriesProgress(patience, calm);
        thread.setDaemon(true);
    }

    /** Begins with what is in the log by now. */
    public void start() {
        progress.begin(log.lastPosition());
        thread.start();
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        progress.committed(events);
    }

    /** How many events the store is behind the log. */
    public long behind() {
        return progress.behind();
    }

    /**
     * Asks the store for something; may wait.
     *
     * @param known a position that the answer must know
     * @throws SeriesUnavailableException when the store does not know it in time, or cannot be used
     */
    public <T> T read(long known, Function<SeriesReader, T> question) {
        try {
            return question.apply(progress.reader(known));
        } catch (SortedStoreException e) {
            if (e.isDamaged()) {
                progress.doubt();
            }
            throw new SeriesUnavailableException("the store of metric series cannot be read: " + e.getMessage());
        }
    }

    /** Waits for what the thread is doing; what it has not come to is done by the next server. */
    @Override
    public void close() {
        progress.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean failedBefore = false;
        try {
            while (!progress.isClosed()) {
                try {
                    follow();
                    failedBefore = false;
                } catch (RuntimeException | Error e) { // without memory for it now there may be later
                    if (progress.isClosed()) {
                        return; // the log may be closed by then, too
                    }
                    fail(e);
                    boolean damaged = e instanceof SortedStoreException failure && failure.isDamaged() && discard();
                    if (!damaged || failedBefore) {
                        progress.await(pause);
                    }
                    failedBefore = true;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted: the store of metric series stays where it is");
        }
    }

    /** Brings the store to the end of the log and keeps it there, until closed or damaged. */
    private void follow() throws InterruptedException {
        try (SortedStore store = open()) {
            StoreMark mark = StoreMark.stored(store.get(StoreKeys.MARK));
            long from = mark == null ? 0 : mark.position();
            SeriesFollower follower =
                    new SeriesFollower(log, new SeriesWriter(store), from, progress::isClosed, progress::written);
            begin(new SeriesReader(store), from);
            for (var work = progress.awaitWork(); work != null; work = progress.awaitWork()) {
                follower.follow(work.recent(), work.end());
            }
        } finally {
            progress.lost();
        }
        if (!progress.isClosed()) {
            discard();
        }
    }

    private SortedStore open() {
        SortedStore store = place.open();
        try {
            StoreMark mark = StoreMark.stored(store.get(StoreKeys.MARK));
            if (mark == null ? isEmpty(store) : mark.isOf(log)) {
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

    /** The mark was elsewhere in the first format. */
    private static boolean isEmpty(SortedStore store) {
        return store.range(StoreKeys.FIRST, StoreKeys.MARK, 1).isEmpty();
    }

    private void begin(SeriesReader opened, long from) {
        progress.opened(opened, from);
        long behind = behind();
        if (behind >= WORTH_TELLING) {
            LOG.info("the metric series of {} events are being built; curves may be missing until then", behind);
        }
    }

    private void fail(Throwable e) {
        String text = e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
        if (progress.failed(text)) {
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
}
