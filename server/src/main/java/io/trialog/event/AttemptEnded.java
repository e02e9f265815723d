package io.trialog.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is over.
 *
 * @param cause what ended it
 * @param exitCode the command's exit code, for {@link EndCause#EXITED}
 * @param message more for people: the end of stderr, for example
 * @param endedAt when it ended
 */
@EventType("attempt.ended")
public record AttemptEnded(
        ExperimentId experiment,
        long number,
        int attempt,
        EndCause cause,
        @Nullable Integer exitCode,
        @Nullable String message,
        Instant endedAt)
        implements TrialEvent {

    /** The same without more for people. */
    public AttemptEnded withoutMessage() {
        return new AttemptEnded(experiment, number, attempt, cause, exitCode, null, endedAt);
    }
}
