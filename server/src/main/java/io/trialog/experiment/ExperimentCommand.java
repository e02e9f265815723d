package io.trialog.experiment;

/** Commands on whole experiments. */
public sealed interface ExperimentCommand
        permits CreateExperiment,
                ResumeExperiment,
                StopExperiment,
                UpdateExperiment,
                RetryTrials,
                RecordSignOfLife,
                CheckLimits {}
