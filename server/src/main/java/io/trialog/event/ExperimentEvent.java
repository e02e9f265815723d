package io.trialog.event;

/** Something that happened in one experiment. */
public sealed interface ExperimentEvent extends Event
        permits ExperimentCreated,
                ExperimentStateChanged,
                ExperimentDeleted,
                LimitsChanged,
                SearchSpaceChanged,
                TrialEnqueued,
                TrialDequeued,
                ResultImported,
                SuggestionsRequested,
                SuggestionsAnswered,
                TunerFailed,
                AssessorFailed,
                TrialEvent {

    /** The experiment. */
    ExperimentId experiment();
}
