package io.trialog.event;

/** Who wanted a trial stopped. */
public enum StopCause {
    /** A person. */
    USER,
    /** The assessor. */
    ASSESSOR,
    /** The whole experiment is being stopped; the trial will run again when it is resumed. */
    EXPERIMENT
}
