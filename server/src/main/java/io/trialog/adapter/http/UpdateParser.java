package io.trialog.adapter.http;

import io.trialog.experiment.UpdateExperiment;
import io.trialog.projection.ExperimentSummary;

/** Reads what clients want changed of an experiment. Called by worker threads, several at a time; may ask plugins. */
@FunctionalInterface
public interface UpdateParser {

    /**
     * Reads an update.
     *
     * @param experiment the experiment
     * @param text JSON
     * @throws io.trialog.experiment.InvalidConfigException with all problems
     */
    UpdateExperiment parse(ExperimentSummary experiment, String text);
}
