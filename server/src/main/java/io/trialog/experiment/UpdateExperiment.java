package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import io.trialog.spi.space.SearchSpace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes what holds for an experiment; all of it, or nothing. An experiment that ended at a limit which is raised goes on;
 * one that is stopped or held stays so. The reply is its id.
 *
 * @param id which
 * @param limits the limits
 * @param searchSpace what to search from now on, which the tuner is known to accept; null leaves it
 */
public record UpdateExperiment(
        ExperimentId id, LimitChanges limits, @Nullable SearchSpace searchSpace)
        implements ExperimentCommand, Command<ExperimentId> {

    public UpdateExperiment {
        Objects.requireNonNull(limits, "limits");
    }

    /** Other limits alone. */
    public UpdateExperiment(ExperimentId id, LimitChanges limits) {
        this(id, limits, null);
    }
}
