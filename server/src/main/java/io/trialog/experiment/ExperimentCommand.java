package io.trialog.experiment;

/** Commands on whole experiments. */
public sealed interface ExperimentCommand
        permits CreateExperiment,
                ResumeExperiment,
                StopExperiment,
                DeleteExperiment,
                UpdateExperiment,
                EnqueueTrials,
                ImportResults,
                RetryTrials,
                RecordSignOfLife,
                CheckLimits {}
