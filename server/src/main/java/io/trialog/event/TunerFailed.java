package io.trialog.event;

/**
 * The tuner threw something, took too long or answered nonsense.
 *
 * @param plugin name and version of the tuner
 * @param message what went wrong
 * @param stackTrace where, as far as known
 */
@EventType("tuner.failed")
public record TunerFailed(ExperimentId experiment, String plugin, String message, String stackTrace)
        implements ExperimentEvent {}
