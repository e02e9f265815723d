package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;

/**
 * An attempt has ended, and its end waits for reports that may be on their way. The reply tells whether that was news.
 *
 * @param key the attempt
 * @param reason what is waited for, for people
 */
public record RecordAttemptAwaited(AttemptKey key, String reason) implements TrialCommand, Command<Boolean> {}
