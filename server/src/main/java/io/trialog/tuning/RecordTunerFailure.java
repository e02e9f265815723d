package io.trialog.tuning;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;

/**
 * The tuner failed; the experiment pauses. The reply tells whether that was news.
 *
 * @param experiment the experiment
 * @param plugin name and version of the tuner
 * @param message what went wrong
 * @param stackTrace where, perhaps empty
 */
public record RecordTunerFailure(ExperimentId experiment, String plugin, String message, String stackTrace)
        implements TuningCommand, Command<Boolean> {}
