package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts as processes of this machine that outlive the server. How, the package tells.
 *
 * <p>The kernel notifies us of the ends of processes that this server started; {@link Pulse} looks after the others.
 */
final class LocalTrainingService implements TrainingService {

    private static final Logger LOG = LoggerFactory.getLogger(LocalTrainingService.class);

    /** Reads files after the end of attempts: short, but not for the kernel's notifier with its small stack. */
    private static final int READERS = 4;

    /** Between the supervisor's claim and its record lie two system calls. */
    private static final Duration RECORD_PATIENCE = Duration.ofSeconds(2);

    private static final Duration NO_LIMIT = Duration.ofDays(10_000);

    private final AttemptListener listener;
    private final Launcher launcher;
    private final Duration timeLimitGrace;
    private final Optional<GpuLine> gpus;
    private final Map<AttemptKey, RunningAttempt> running = new ConcurrentHashMap<>();
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, DaemonThreads.named("local-trials-reader"));
    private final Pulse pulse = new Pulse(attempt -> readers.execute(() -> tellEnd(attempt)));
    private volatile boolean closed;

    /**
     * @param queue where attempts wait for GPUs, if there is a demand for them
     */
    LocalTrainingService(
            AttemptListener listener,
            Launcher launcher,
            Duration timeLimitGrace,
            GpuQueue queue,
            Optional<GpuDemand> demand) {
        this.listener = listener;
        this.launcher = launcher;
        this.timeLimitGrace = timeLimitGrace;
        this.gpus = demand.map(wanted -> new GpuLine(queue, wanted, listener, this::start));
    }

    @Override
    public void launch(LaunchRequest request) {
        requireOpen();
        RunningAttempt known = running.get(request.key());
        if (known != null) {
            listener.started(request.key(), known.startedAt());
            return;
        }
        AttemptDirectory directory = AttemptDirectory.of(request);
        if (gpus.isEmpty() || directory.isClaimed()) {
            start(request, directory, Optional.empty());
        } else {
            gpus.get().add(request, directory);
        }
    }

    @Override
    public void kill(AttemptKey key, Duration grace) {
        requireOpen();
        if (gpus.isPresent() && gpus.get().giveUp(key)) {
            return;
        }
        RunningAttempt attempt = running.get(key);
        if (attempt != null) {
            end(attempt, Kill.now(Cause.KILLED, grace));
        }
    }

    @Override
    public void close() {
        closed = true;
        gpus.ifPresent(GpuLine::close);
        pulse.close();
        readers.shutdown();
    }

    private void start(LaunchRequest request, AttemptDirectory directory, Optional<GpuShare> share) {
        try {
            Optional<Process> child =
                    directory.isClaimed() ? Optional.empty() : launcher.start(request, directory, share);
            Optional<Supervisor> supervisor = supervisorIn(directory);
            if (supervisor.isPresent()) {
                watch(new RunningAttempt(request.key(), directory, supervisor.get(), child), request, directory, child);
            } else {
                listener.ended(
                        request.key(),
                        AttemptOutcome.lost("the record " + directory.processFile()
                                + " was not written to its end; the machine failed, or the shell above the command was killed,"
                                + " in the moment of the start"));
            }
        } catch (LaunchFailedException e) {
            LOG.warn("cannot launch: {} [{}]", e.why(), request.key());
            listener.ended(request.key(), AttemptOutcome.launchFailed(e.why()));
        } catch (IOException e) {
            LOG.warn("cannot read the records of an attempt [{}]", request.key(), e);
            listener.ended(request.key(), AttemptOutcome.lost("cannot read the records of the attempt: " + e));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the training service is closed");
        }
    }

    private void watch(
            RunningAttempt attempt, LaunchRequest request, AttemptDirectory directory, Optional<Process> child)
            throws IOException {
        directory.kill().ifPresent(attempt::resume);
        running.put(attempt.key(), attempt);
        listener.started(attempt.key(), attempt.startedAt());
        request.timeLimit().ifPresent(limit -> limit(attempt, limit));
        if (child.isPresent()) {
            // nobody waits for it; after close() the readers refuse it, which is what close() is for
            CompletableFuture<Void> unused = child.get().onExit().thenRunAsync(() -> look(attempt), readers);
        } else {
            pulse.watch(attempt);
        }
    }

    private void limit(RunningAttempt attempt, Duration limit) {
        Duration left = (limit.compareTo(NO_LIMIT) < 0 ? limit : NO_LIMIT).minus(attempt.age());
        attempt.limitBy(pulse.after(left, () -> end(attempt, Kill.now(Cause.TIMED_OUT, timeLimitGrace))));
    }

    private void end(RunningAttempt attempt, Kill decision) {
        if (attempt.terminate(decision)) {
            pulse.watch(attempt);
        }
    }

    /** After the end of a supervisor that this server started. */
    private void look(RunningAttempt attempt) {
        boolean over = false;
        try {
            over = attempt.endsByItself();
        } catch (IOException e) {
            LOG.warn("cannot read how the attempt ended, trying again [{}]", attempt.key(), e);
        }
        if (over) {
            tellEnd(attempt);
        } else if (!closed) {
            pulse.watch(attempt);
        }
    }

    private void tellEnd(RunningAttempt attempt) {
        AttemptOutcome outcome;
        try {
            outcome = attempt.outcome();
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot read how the attempt ended [{}]", attempt.key(), e);
            outcome = AttemptOutcome.lost("cannot read how the attempt ended: " + e);
        }
        running.remove(attempt.key(), attempt);
        gpus.ifPresent(GpuLine::freed);
        if (!closed) {
            listener.ended(attempt.key(), outcome);
        }
    }

    private static Optional<Supervisor> supervisorIn(AttemptDirectory directory) throws IOException {
        long deadline = System.nanoTime() + RECORD_PATIENCE.toNanos();
        Optional<Supervisor> supervisor = directory.supervisor();
        while (supervisor.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            supervisor = directory.supervisor();
        }
        return supervisor;
    }
}
