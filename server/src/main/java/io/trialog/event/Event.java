package io.trialog.event;

/** Something that happened. Carries all that appliers need: replay reads nothing else. */
public sealed interface Event permits ServerStarted, ReportsConsumed, ExperimentEvent {}
