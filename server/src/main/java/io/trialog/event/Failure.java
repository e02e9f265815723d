package io.trialog.event;

/** What a trial without a usable result suffered from. */
public enum Failure {
    /** Its command ended with an error. */
    ERROR,
    /** Its command ended well and reported no usable final metric. */
    NO_RESULT,
    /** Its final metric is not a finite number. */
    NOT_FINITE,
    /** Memory ran out: the machine's, or the accelerator's. Tuners see an infeasible configuration. */
    OUT_OF_MEMORY,
    /** Its final metric is not a finite number, and the experiment takes that for an infeasible configuration. */
    INFEASIBLE,
    /** It ran too long. */
    TIMED_OUT,
    /** Its machine or process was lost too often. */
    LOST;

    /** Whether it is the configuration that cannot be evaluated. */
    public boolean isInfeasible() {
        return this == OUT_OF_MEMORY || this == INFEASIBLE;
    }
}
