package io.trialog.event;

/** Where a trial is in its life. */
public enum TrialState {
    /** Waits for a slot. */
    WAITING,
    /** An attempt is scheduled or runs. */
    RUNNING,
    /** Ended with a finite final metric. */
    SUCCEEDED,
    /** Ended without a usable result. */
    FAILED,
    /** A person stopped it. */
    USER_CANCELED,
    /** The system stopped it: it ran too long. */
    SYS_CANCELED,
    /** An assessor stopped it. */
    EARLY_STOPPED,
    /** Nothing is known about it. */
    UNKNOWN;

    /** Whether no further attempt will be made. */
    public boolean isEnd() {
        return this != WAITING && this != RUNNING && this != UNKNOWN;
    }
}
