package io.trialog.projection;

import io.trialog.event.TrialState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is not a trial's newest one, or that ended before it came to life again.
 *
 * @param attempt 1, 2, ...
 * @param startedAt when it started; null when it did not
 * @param endedAt when it ended
 * @param state what the trial became then: waiting, when it was to be tried again
 * @param reason why, for people
 * @param exitCode of its command
 */
public record EarlierAttempt(
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        TrialState state,
        @Nullable String reason,
        @Nullable Integer exitCode) {}
