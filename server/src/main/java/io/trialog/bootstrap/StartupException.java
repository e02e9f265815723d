package io.trialog.bootstrap;

/** A server cannot start, for a reason that a person can do something about. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was expected, what was found and what to do. */
    public StartupException(String message) {
        super(message);
    }

    /** Says what was expected, what was found and what to do. */
    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
