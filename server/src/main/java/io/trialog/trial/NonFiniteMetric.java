package io.trialog.trial;

/** What becomes of a trial whose final metric is not a finite number. */
public enum NonFiniteMetric {
    /** It fails. */
    FAIL,
    /** It succeeds with the worst value that a trial of the experiment has had so far; it fails while there is none. */
    WORST,
    /** It gets another attempt, as one that failed does: as often as failures are retried, at least once. */
    RETRY,
    /** It fails, and the tuner is told that its configuration cannot be evaluated. */
    INFEASIBLE
}
