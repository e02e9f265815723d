package io.trialog.trainingservice.local;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the attempts of whose progress nobody notifies us: those that another server started, and those that are
 * being killed. One thread looks at all of them, only while there are any: every 50 ms, and less often when they are so many
 * (a hundred or more) that it would cost much of a core.
 */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration PERIOD = Duration.ofMillis(50);

    /** Resting ten times as long as working leaves nine tenths of a core to the trials, however many they are. */
    private static final int REST_FACTOR = 10;

    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<RunningAttempt> ended;
    private final Set<RunningAttempt> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean immediate = new AtomicBoolean();
    private final Set<RunningAttempt> inTrouble = new HashSet<>(); // touched by the thread only
    private boolean periodic; // touched by the thread only

    /**
     * @param ended told once of every watched attempt; must not block
     */
    Pulse(Consumer<RunningAttempt> ended) {
        this.ended = ended;
        this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("local-trials-pulse"));
        // thousands of attempts that end long before their time limit leave nothing behind
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Watches an attempt from now on, and looks at it at once. */
    void watch(RunningAttempt attempt) {
        watched.add(attempt);
        if (immediate.compareAndSet(false, true)) {
            thread.execute(() -> {
                immediate.set(false);
                beat();
            });
        }
    }

    /** Runs something short later. */
    Future<?> after(Duration delay, Runnable task) {
        return thread.schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void beat() {
        long start = System.nanoTime();
        Supplier<ProcessTable> table = new OneTable();
        watched.removeIf(attempt -> isDone(attempt, table));
        if (!watched.isEmpty() && !periodic && !thread.isShutdown()) {
            periodic = true;
            Duration rest = Duration.ofNanos(REST_FACTOR * (System.nanoTime() - start));
            Future<?> unused = after(rest.compareTo(PERIOD) > 0 ? rest : PERIOD, () -> {
                periodic = false;
                beat();
            });
        }
    }

    private boolean isDone(RunningAttempt attempt, Supplier<ProcessTable> table) {
        if (endsNow(attempt, table)) {
            ended.accept(attempt);
        }
        if (!attempt.isOver()) { // somebody else may have noticed it
            return false;
        }
        inTrouble.remove(attempt);
        return true;
    }

    private boolean endsNow(RunningAttempt attempt, Supplier<ProcessTable> table) {
        try {
            return attempt.advance(table);
        } catch (IOException | RuntimeException e) {
            if (inTrouble.add(attempt)) { // once, not twenty times a second
                LOG.warn("cannot see how the attempt does, trying again and again [{}]", attempt.key(), e);
            }
            return false;
        }
    }

    /** Reads the process table once a beat, if at all. */
    private static final class OneTable implements Supplier<ProcessTable> {

        private @Nullable ProcessTable table;

        @Override
        public ProcessTable get() {
            if (table == null) {
                table = ProcessTable.now();
            }
            return table;
        }
    }
}
