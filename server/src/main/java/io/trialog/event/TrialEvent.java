package io.trialog.event;

/** Something that happened to one trial. */
public sealed interface TrialEvent extends ExperimentEvent
        permits TrialProposed,
                TrialRequeued,
                TrialStopRequested,
                TrialEnded,
                TrialValueAveraged,
                AttemptScheduled,
                AttemptStarted,
                AttemptSilent,
                AttemptRevived,
                AttemptAwaited,
                AttemptEnded,
                MetricReported,
                ReportRefused {

    /** The trial's number in its experiment. */
    long number();
}
