package io.trialog.event;

/** An experiment is no more: nobody sees it or its trials, its files go, and its id is not used again. */
@EventType("experiment.deleted")
public record ExperimentDeleted(ExperimentId experiment) implements ExperimentEvent {}
