package io.trialog.spi.training;

import java.time.Duration;

/**
 * Runs the attempts of trials somewhere.
 *
 * <p><b>Attempts outlive this object and its process.</b> The server keeps no handles: after a restart it makes a new
 * service and launches every attempt again that has no recorded end.
 *
 * <p>Threads: methods are called by several threads, for one attempt by one at a time. They may take their time
 * (budget 60 s); results come through the {@link AttemptListener}. What they throw counts as {@link
 * AttemptOutcome#launchFailed}, or as a kill to be tried again.
 */
public interface TrainingService extends AutoCloseable {

    /**
     * Starts an attempt, or finds it again. Idempotent: an attempt that was launched before, by this object or by another
     * process long dead, is not started a second time; if it still runs it is watched, and if it has ended its outcome is
     * told. Ends with {@link AttemptListener#started} and, in time, {@link AttemptListener#ended}.
     */
    void launch(LaunchRequest request);

    /**
     * Ends an attempt and its whole process tree: asks (TERM), and after the grace period forces (KILL). Returns at once or
     * later; the end comes through the listener as {@link AttemptOutcome#killed()}, or as what happened first. Unknown and
     * ended attempts are ignored.
     */
    void kill(AttemptKey key, Duration grace);

    /** Stops watching and frees this object's resources. Attempts run on. */
    @Override
    void close();
}
