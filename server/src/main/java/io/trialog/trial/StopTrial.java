package io.trialog.trial;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.event.StopCause;

/**
 * Stops a trial that waits or runs. The reply is its number.
 *
 * @param experiment the experiment
 * @param number the trial
 * @param by who wants it
 * @param reason why, for people
 */
public record StopTrial(ExperimentId experiment, long number, StopCause by, String reason)
        implements TrialCommand, Command<Long> {}
