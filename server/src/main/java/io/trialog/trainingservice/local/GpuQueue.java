package io.trialog.trainingservice.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the attempts of all experiments of a server wait for GPUs, in the order of their launch. A thread of its own looks
 * for free ones when an attempt comes or ends, and every few seconds, as long as any wait. Any thread may use it: nobody
 * waits for the driver's tool, and for a start (some milliseconds) only who comes or leaves.
 */
final class GpuQueue {

    private static final Logger LOG = LoggerFactory.getLogger(GpuQueue.class);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final GpuTool tool;
    private final Duration period;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean soon = new AtomicBoolean();
    private final List<WaitingAttempt> waiting = new ArrayList<>(); // guarded by this
    private final Set<WaitingAttempt> accepted = new HashSet<>(); // guarded by this: those that can be served some day
    private List<Gpu> gpus = List.of(); // these four are touched by the thread only
    private long askedAt;
    private boolean periodic;
    private boolean inTrouble;

    /**
     * @param period between two looks for what nobody tells us of; also how long an answer of the tool is believed
     */
    GpuQueue(GpuTool tool, Duration period) {
        this.tool = tool;
        this.period = period;
        this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("local-trials-gpus"));
        thread.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Lets an attempt wait; at once or later it is started or refused, unless it leaves. */
    void add(WaitingAttempt attempt) {
        synchronized (this) {
            waiting.add(attempt);
        }
        lookSoon();
    }

    /**
     * Takes attempts out. Who is not in the queue any more has been started or refused when this returns.
     *
     * @return those that were in it
     */
    synchronized List<WaitingAttempt> remove(Predicate<WaitingAttempt> which) {
        List<WaitingAttempt> gone = waiting.stream().filter(which).toList();
        waiting.removeAll(gone);
        gone.forEach(accepted::remove);
        return gone;
    }

    /** Whether such attempts wait. */
    synchronized boolean contains(Predicate<WaitingAttempt> which) {
        return waiting.stream().anyMatch(which);
    }

    /** An attempt has ended that may have had GPUs. */
    void freed() {
        if (contains(attempt -> true)) {
            lookSoon();
        }
    }

    private void lookSoon() {
        if (soon.compareAndSet(false, true)) {
            thread.execute(() -> {
                soon.set(false);
                look();
            });
        }
    }

    private void look() {
        try {
            if (contains(attempt -> true)) {
                serve(ask());
            }
        } catch (RuntimeException e) {
            LOG.warn("cannot give GPUs to those that wait, trying again", e);
        }
        if (!periodic && contains(attempt -> true)) {
            periodic = true;
            Future<?> unused = thread.schedule(this::lookAgain, period.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void lookAgain() {
        periodic = false;
        look();
    }

    /** Sees to it that the GPUs are known; what went wrong, or null. */
    private @Nullable String ask() {
        if (!gpus.isEmpty() && System.nanoTime() - askedAt < period.toNanos()) {
            return null;
        }
        gpus = List.of();
        try {
            gpus = tool.ask();
            askedAt = System.nanoTime();
            inTrouble = false;
            return null;
        } catch (LaunchFailedException e) {
            if (!inTrouble) {
                inTrouble = true;
                LOG.warn("cannot see which GPUs are free, trying again and again: {}", e.why());
            }
            return e.why();
        }
    }

    private synchronized void serve(@Nullable String failure) {
        if (failure != null) {
            // those that wait already are not to blame for a driver in trouble
            List<WaitingAttempt> hopeless = waiting.stream()
                    .filter(attempt -> !accepted.contains(attempt))
                    .toList();
            waiting.removeAll(hopeless);
            hopeless.forEach(attempt -> attempt.refuse(failure));
            waiting.forEach(
                    attempt -> attempt.waitFor(attempt.demand().inWords() + ": cannot see which are free: " + failure));
            return;
        }
        GpuPlacement placement = new GpuPlacement(gpus);
        for (WaitingAttempt attempt : List.copyOf(waiting)) {
            serve(attempt, placement);
        }
    }

    private void serve(WaitingAttempt attempt, GpuPlacement placement) {
        Optional<String> objection =
                accepted.contains(attempt) ? Optional.empty() : placement.objection(attempt.demand());
        if (objection.isPresent()) {
            waiting.remove(attempt);
            attempt.refuse(objection.get());
            return;
        }
        placement.see(GpuUses.now()); // each time: one that was started uses them, one that could not be does not
        String obstacles = placement.obstacles(attempt.demand());
        Optional<GpuShare> share = placement.place(attempt.demand());
        if (share.isPresent()) {
            waiting.remove(attempt);
            accepted.remove(attempt);
            attempt.start(share.get());
        } else {
            String what = attempt.demand().inWords() + ": " + obstacles;
            attempt.waitFor(what);
            if (accepted.add(attempt)) {
                LOG.info("waits for {} [{}]", what, attempt.key());
            }
        }
    }
}
