package io.trialog.event;

/** What ended an attempt. */
public enum EndCause {
    /** The command ended by itself. */
    EXITED,
    /** It was stopped on request. */
    KILLED,
    /** It ran too long. */
    TIMED_OUT,
    /** It could not be started. */
    LAUNCH_FAILED,
    /** Its process is gone and left no exit code. */
    LOST
}
