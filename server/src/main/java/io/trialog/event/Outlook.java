package io.trialog.event;

/** Whether a tuner has more to propose. */
public enum Outlook {
    /** Ask again whenever there is room. */
    MORE,
    /** Ask again after the next result. */
    WAITING,
    /** Do not ask again. */
    EXHAUSTED
}
