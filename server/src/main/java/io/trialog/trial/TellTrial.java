package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;

/**
 * Ends an attempt that somebody asked for, with its result. The reply tells whether that was news: an attempt that has ended
 * stays as it ended.
 *
 * @param key the attempt
 * @param told its result, or why there is none
 */
public record TellTrial(AttemptKey key, Told told) implements TrialCommand, Command<Boolean> {}
