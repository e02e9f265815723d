package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;

/**
 * Time has passed: has the experiment reached a limit? Sent by a timer. The reply is the id.
 *
 * @param id which
 */
public record CheckLimits(ExperimentId id) implements ExperimentCommand, Command<ExperimentId> {}
