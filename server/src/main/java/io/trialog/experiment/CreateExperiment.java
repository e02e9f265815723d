package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import java.util.Objects;

/**
 * Creates an experiment and starts it. The reply is its id.
 *
 * @param id a new id
 * @param config a valid configuration
 */
public record CreateExperiment(ExperimentId id, ExperimentConfig config)
        implements ExperimentCommand, Command<ExperimentId> {

    public CreateExperiment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(config, "config");
    }
}
