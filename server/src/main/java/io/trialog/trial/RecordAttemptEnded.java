package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.event.EndCause;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The training service saw an attempt's end; its undelivered reports were recorded before. The reply tells whether that
 * was news.
 *
 * @param key the attempt
 * @param cause what ended it
 * @param exitCode for {@link EndCause#EXITED}
 * @param message more for people
 * @param endedAt when it ended; null for now
 */
public record RecordAttemptEnded(
        AttemptKey key,
        EndCause cause,
        @Nullable Integer exitCode,
        @Nullable String message,
        @Nullable Instant endedAt) implements TrialCommand, Command<Boolean> {}
