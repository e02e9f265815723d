package io.trialog.tuning;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;

/**
 * The assessor failed; the experiment is paused until somebody has looked. The reply tells whether that was news.
 *
 * @param experiment the experiment
 * @param plugin name and version of the assessor
 * @param message what went wrong
 * @param stackTrace where, perhaps empty
 */
public record RecordAssessorFailure(ExperimentId experiment, String plugin, String message, String stackTrace)
        implements TuningCommand, Command<Boolean> {}
