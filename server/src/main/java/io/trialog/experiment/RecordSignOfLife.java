package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.spi.training.AttemptKey;

/**
 * An attempt that was silent, or given up for lost, was heard of. The reply tells whether that was news.
 *
 * @param key the attempt
 */
public record RecordSignOfLife(AttemptKey key) implements ExperimentCommand, Command<Boolean> {}
