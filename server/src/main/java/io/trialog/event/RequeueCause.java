package io.trialog.event;

/** Why a trial waits for another attempt. */
public enum RequeueCause {
    /** Its attempt failed, and the experiment's policy grants it another. */
    FAILURE,
    /** Its attempt was lost. */
    LOSS,
    /** Its attempt could not be started. */
    LAUNCH,
    /** The whole experiment was stopped. */
    STOP,
    /** Somebody wants a trial that has ended tried again. */
    RETRY
}
