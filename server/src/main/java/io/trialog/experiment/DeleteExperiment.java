package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;

/**
 * Deletes an experiment that is at rest, with its files. Its events stay in the log. The reply is its id.
 *
 * @param id which
 */
public record DeleteExperiment(ExperimentId id) implements ExperimentCommand, Command<ExperimentId> {}
