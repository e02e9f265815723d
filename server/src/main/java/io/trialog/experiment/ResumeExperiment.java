package io.trialog.experiment;

import io.trialog.engine.Command;
import io.trialog.event.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with an experiment that is not running. The reply is its id.
 *
 * @param id which
 * @param maxTrialNumber a new limit on the number of trials; null leaves it
 */
public record ResumeExperiment(ExperimentId id, @Nullable Integer maxTrialNumber)
        implements ExperimentCommand, Command<ExperimentId> {}
