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
    /** The system ended it: it ran too long, or did not begin while it could. */
    SYS_CANCELED,
    /** An assessor stopped it. */
    EARLY_STOPPED,
    /** Its attempt gives no sign of life; it keeps its slot. */
    UNKNOWN;

    /** Whether an attempt is scheduled or runs, as far as is known: the trial keeps a slot. */
    public boolean isUnderWay() {
        return this == RUNNING || this == UNKNOWN;
    }

    /** Whether no further attempt will be made, unless somebody asks for one. */
    public boolean isEnd() {
        return this != WAITING && !isUnderWay();
    }
}
