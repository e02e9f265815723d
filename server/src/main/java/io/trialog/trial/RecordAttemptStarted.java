package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;

/**
 * The training service saw an attempt's command running. The reply tells whether that was news.
 *
 * @param key the attempt
 * @param startedAt since when
 */
public record RecordAttemptStarted(AttemptKey key, Instant startedAt) implements TrialCommand, Command<Boolean> {}
