package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;

/**
 * An attempt that sends heartbeats has given no sign of life for the time of its lease. The reply tells whether that was
 * news.
 *
 * @param key the attempt
 * @param reason what was waited for, for people
 */
public record RecordSilence(AttemptKey key, String reason) implements TrialCommand, Command<Boolean> {}
