package io.trialog.event;

import org.jspecify.annotations.Nullable;

/**
 * An experiment entered a state.
 *
 * @param state the new state
 * @param reason why, for people
 */
@EventType("experiment.stateChanged")
public record ExperimentStateChanged(
        ExperimentId experiment,
        ExperimentState state,
        @Nullable String reason) implements ExperimentEvent {}
