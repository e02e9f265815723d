package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one experiment that wait for GPUs: its part of the server's {@link GpuQueue}. */
final class GpuLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GpuLine.class);

    /** Starts an attempt, or tells that it cannot be started. */
    interface Starter {

        void start(LaunchRequest request, AttemptDirectory directory, Optional<GpuShare> gpus);
    }

    private final GpuQueue queue;
    private final GpuDemand demand;
    private final AttemptListener listener;
    private final Starter starter;

    GpuLine(GpuQueue queue, GpuDemand demand, AttemptListener listener, Starter starter) {
        this.queue = queue;
        this.demand = demand;
        this.listener = listener;
        this.starter = starter;
    }

    /** Lets an attempt wait that nobody has claimed, unless it does so already, or has been given up. */
    void add(LaunchRequest request, AttemptDirectory directory) {
        if (isGivenUp(directory)) {
            listener.ended(request.key(), AttemptOutcome.killed());
        } else if (!queue.contains(attempt -> isOurs(attempt, request.key()))) {
            queue.add(new Waiting(request, directory));
        }
    }

    /** Ends an attempt if it waits; false when it does not, or not any more. */
    boolean giveUp(AttemptKey key) {
        Optional<WaitingAttempt> gone =
                queue.remove(attempt -> isOurs(attempt, key)).stream().findFirst();
        gone.ifPresent(attempt -> ((Waiting) attempt).giveUp());
        return gone.isPresent();
    }

    /** One of ours has ended. */
    void freed() {
        queue.freed();
    }

    /** Forgets those that wait. */
    @Override
    public void close() {
        queue.remove(attempt -> attempt instanceof Waiting waiting && waiting.line() == this);
    }

    private static boolean isGivenUp(AttemptDirectory directory) {
        try {
            return directory.kill().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the records of the attempt: " + e.getMessage(), e);
        }
    }

    private boolean isOurs(WaitingAttempt attempt, AttemptKey key) {
        return attempt instanceof Waiting waiting
                && waiting.line() == this
                && attempt.key().equals(key);
    }

    private final class Waiting implements WaitingAttempt {

        private final LaunchRequest request;
        private final AttemptDirectory directory;

        Waiting(LaunchRequest request, AttemptDirectory directory) {
            this.request = request;
            this.directory = directory;
        }

        GpuLine line() {
            return GpuLine.this;
        }

        @Override
        public AttemptKey key() {
            return request.key();
        }

        @Override
        public GpuDemand demand() {
            return demand;
        }

        @Override
        public void start(GpuShare share) {
            try {
                starter.start(request, directory, Optional.of(share));
            } catch (RuntimeException e) {
                refuse(String.valueOf(e));
            }
        }

        @Override
        public void waitFor(String what) {
            listener.waiting(key(), what);
        }

        @Override
        public void refuse(String why) {
            LOG.warn("cannot launch: {} [{}]", why, key());
            listener.ended(key(), AttemptOutcome.launchFailed(why));
        }

        /** Written down as the end of those that run: launched again, it is not started. */
        void giveUp() {
            try {
                Files.createDirectories(directory.path());
                directory.write(Kill.now(Cause.KILLED, Duration.ZERO));
            } catch (IOException e) {
                LOG.warn("cannot note down that the attempt was given up while it waited for a GPU [{}]", key(), e);
            }
            listener.ended(key(), AttemptOutcome.killed());
        }
    }
}
