package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt that is being watched, from its start (or from when it was found again) to its end. Any thread may use it. */
final class RunningAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

    /** Above are those of processes that were ended by a signal. */
    private static final int LAST_OF_ITS_OWN = 128;

    private final AttemptKey key;
    private final AttemptDirectory directory;
    private final Supervisor supervisor;
    private final Optional<Process> child;
    private @Nullable Kill kill;
    private @Nullable Termination termination;
    private @Nullable Future<?> timeLimit;
    private boolean over;

    /**
     * @param child the supervisor's process when this server started it
     */
    RunningAttempt(AttemptKey key, AttemptDirectory directory, Supervisor supervisor, Optional<Process> child) {
        this.key = key;
        this.directory = directory;
        this.supervisor = supervisor;
        this.child = child;
    }

    AttemptKey key() {
        return key;
    }

    Instant startedAt() {
        return supervisor.startedAt();
    }

    /** For how long it has run, whatever the time of day is now. */
    Duration age() {
        return supervisor.age();
    }

    /** Sets what ends it when it runs too long; cancelled at the end. */
    synchronized void limitBy(Future<?> alarm) {
        timeLimit = alarm;
        if (over) {
            alarm.cancel(false);
        }
    }

    /**
     * Begins to end the attempt; {@link #advance} does it. A second call may shorten the grace period.
     *
     * @return false when it has ended already
     */
    synchronized boolean terminate(Kill decision) {
        if (termination != null) {
            termination.hasten(System.nanoTime(), decision.grace());
            return true;
        }
        if (over || !supervisor.isAlive()) {
            return false;
        }
        try {
            directory.write(decision);
        } catch (IOException e) {
            LOG.warn("cannot note down that the attempt is being killed, killing it all the same [{}]", key, e);
        }
        kill = decision;
        termination = new Termination(supervisor, System.nanoTime(), decision.grace());
        return true;
    }

    /** Goes on with what a server began that died before it was done. */
    synchronized void resume(Kill decision) {
        kill = decision;
        termination = new Termination(supervisor, System.nanoTime(), decision.patience(Instant.now()));
    }

    /**
     * Looks whether it has ended by itself, in order and leaving nothing behind.
     *
     * @return true once
     */
    synchronized boolean endsByItself() throws IOException {
        if (over
                || termination != null
                || supervisor.isAlive()
                || directory.exit().isEmpty()) {
            return false;
        }
        return markOver();
    }

    /**
     * Looks whether it has ended, and takes the next step when it is being ended.
     *
     * @param table reads the process table, when it is needed
     * @return true once
     */
    synchronized boolean advance(Supplier<ProcessTable> table) throws IOException {
        if (endsByItself()) {
            return true;
        }
        if (over || (termination == null && supervisor.isAlive())) {
            return false;
        }
        if (termination == null) {
            // Somebody killed the supervisor (or the disk was full): nobody looks after what it may have left behind.
            termination = new Termination(supervisor, System.nanoTime(), Duration.ZERO);
        }
        return termination.advance(table.get(), System.nanoTime()) && markOver();
    }

    /** Whether it has ended, and somebody was told so. */
    synchronized boolean isOver() {
        return over;
    }

    /** How it ended; to be asked when it has. */
    synchronized AttemptOutcome outcome() throws IOException {
        Optional<Exit> exit =
                directory.exit().or(() -> child.map(RunningAttempt::exitOf).filter(RunningAttempt::isOfCommand));
        return Verdict.of(directory, Optional.ofNullable(kill), exit);
    }

    private boolean markOver() {
        over = true;
        if (timeLimit != null) {
            timeLimit.cancel(false);
        }
        return true;
    }

    /** A supervisor that cannot write (the disk is full) ends as its command did; one that was killed itself saw no end. */
    private static boolean isOfCommand(Exit exit) {
        return exit.code() <= LAST_OF_ITS_OWN;
    }

    private static Exit exitOf(Process child) {
        return new Exit(child.exitValue(), Instant.now(), Uptime.now());
    }
}
