package io.trialog.event;

/**
 * The assessor threw something or took too long. The experiment is paused; of old logs, it went on without stopping trials early.
 *
 * @param plugin name and version of the assessor
 * @param message what went wrong
 * @param stackTrace where, as far as known
 */
@EventType("assessor.failed")
public record AssessorFailed(ExperimentId experiment, String plugin, String message, String stackTrace)
        implements ExperimentEvent {}
