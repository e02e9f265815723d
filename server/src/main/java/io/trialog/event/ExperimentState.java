package io.trialog.event;

/** Where an experiment is in its life. */
public enum ExperimentState {
    /** Created; nothing runs yet. */
    INITIALIZED,
    /** Trials run, and more are wanted. */
    RUNNING,
    /** The tuner has no more proposals; trials still run. */
    TUNER_NO_MORE_TRIAL,
    /** A limit is reached; trials still run. */
    NO_MORE_TRIAL,
    /** Complete. A higher limit and a resume continue it. */
    DONE,
    /** Held because a plugin failed; running trials go on. A resume continues it. */
    PAUSED,
    /** Running trials are being stopped. */
    STOPPING,
    /** Stopped by somebody, or left behind by a server that ended. A resume continues it. */
    STOPPED,
    /** Held because trials cannot be started. A resume continues it. */
    ERROR,
    /** What clients show of an experiment that is served read-only; never stored. */
    VIEWED;

    /** Whether trials may be started or tuners asked. */
    public boolean isActive() {
        return this == RUNNING || this == TUNER_NO_MORE_TRIAL || this == NO_MORE_TRIAL;
    }

    /** Whether it is on hold, because something failed; running trials go on. */
    public boolean isHeld() {
        return this == PAUSED || this == ERROR;
    }

    /** Whether something runs in it that a stop would end. */
    public boolean needsStop(int runningTrials) {
        return isOnTheClock() || (isHeld() && runningTrials > 0);
    }

    /** Whether time counts as running time. */
    public boolean isOnTheClock() {
        return isActive() || this == STOPPING;
    }
}
