package io.trialog.adapter.rocksdb;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls a task every 100 ms on its own thread until it is closed. */
final class PeriodicSync implements AutoCloseable {

    private static final long PERIOD_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "trialog-log-sync");
        made.setDaemon(true);
        return made;
    });

    private PeriodicSync() {}

    static PeriodicSync of(Runnable task) {
        PeriodicSync sync = new PeriodicSync();
        // the task keeps its own failures; it must not throw, or it is never called again
        var unused = sync.thread.scheduleAtFixedRate(task, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return sync;
    }

    /** Waits for a call that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
