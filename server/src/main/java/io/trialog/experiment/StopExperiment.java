package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;

/**
 * Stops an experiment and its running trials. The reply, its id, comes when the wish is recorded; the state becomes {@code
 * STOPPED} when the last trial has ended.
 *
 * @param id which
 * @param reason why, for people
 */
public record StopExperiment(ExperimentId id, String reason) implements ExperimentCommand, Command<ExperimentId> {}
