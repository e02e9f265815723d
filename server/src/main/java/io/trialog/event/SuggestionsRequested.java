package io.trialog.event;

/**
 * The tuner is asked for configurations. Its answer depends on nothing but the events before this one.
 *
 * @param firstNumber the number of the first of the trials to be proposed, as far as is known, and before it of every proposal
 *     that was discarded: the tuner draws its chance from it
 * @param count how many are wanted
 */
@EventType("suggestions.requested")
public record SuggestionsRequested(ExperimentId experiment, long firstNumber, int count) implements ExperimentEvent {}
