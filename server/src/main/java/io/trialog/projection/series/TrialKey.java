package io.trialog.projection.series;

/**
 * Which trial.
 *
 * @param experiment the position of the experiment's creation in the log
 * @param trial the number of the trial
 */
record TrialKey(long experiment, long trial) {}
