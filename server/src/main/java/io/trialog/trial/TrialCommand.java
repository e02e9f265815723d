package io.trialog.trial;

/** Commands on trials and their attempts. */
public sealed interface TrialCommand
        permits RecordAttemptStarted, RecordAttemptEnded, RecordSilence, RecordAttemptAwaited, StopTrial, TellTrial {}
