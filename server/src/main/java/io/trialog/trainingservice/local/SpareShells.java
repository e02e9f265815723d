package io.trialog.trainingservice.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one shell ready while attempts are launched one after another, so that the next need not wait until a shell has started. One
 * serves all experiments of a server, and goes when nothing has been launched for a while. Any thread may use it.
 *
 * <p>There is none without {@code /proc}: there a supervisor is known by its start, which must be that of its attempt.
 */
final class SpareShells {

    private static final Logger LOG = LoggerFactory.getLogger(SpareShells.class);

    private final Programs programs;
    private final Duration patience;
    private final ScheduledThreadPoolExecutor thread;
    private @Nullable SpareShell ready;
    private @Nullable Future<?> farewell; // touched by the thread only

    /** @param patience for how long a shell waits for an attempt */
    SpareShells(Programs programs, Duration patience) {
        this.programs = programs;
        this.patience = patience;
        this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("local-trials-spare"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** The shell that is ready, if one is; its receiver answers for it. */
    synchronized Optional<SpareShell> take() {
        SpareShell taken = ready;
        ready = null;
        return Optional.ofNullable(taken).filter(SpareShell::isAlive);
    }

    /**
     * Makes a shell ready, soon.
     *
     * @return done when it is
     */
    Future<?> prepare() {
        return thread.submit(this::startOne);
    }

    /** Whether there is one that waits. */
    synchronized boolean isReady() {
        return ready != null && ready.isAlive();
    }

    private void startOne() {
        if (farewell != null) {
            farewell.cancel(false);
        }
        farewell = thread.schedule(this::dismiss, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (isReady() || !ProcStat.isSupported()) {
            return;
        }
        try {
            SpareShell started = SpareShell.start(programs); // not locked: launches do not wait for it
            synchronized (this) {
                ready = started; // only this thread makes any
            }
        } catch (IOException | LaunchFailedException e) {
            LOG.debug("no shell could be started ahead", e); // the launch will say what is wrong
        }
    }

    private void dismiss() {
        take().ifPresent(shell -> {
            try {
                shell.close();
            } catch (IOException e) {
                LOG.debug("a shell that waited for an attempt is gone already", e);
            }
        });
    }
}
