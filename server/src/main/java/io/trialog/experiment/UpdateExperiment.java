package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import java.util.Objects;

/**
 * Changes what holds for an experiment; all of it, or nothing. An experiment that ended at a limit which is raised goes on;
 * one that is stopped or held stays so. The reply is its id.
 *
 * @param id which
 * @param limits the limits
 */
public record UpdateExperiment(ExperimentId id, LimitChanges limits)
        implements ExperimentCommand, Command<ExperimentId> {

    public UpdateExperiment {
        Objects.requireNonNull(limits, "limits");
    }
}
