package io.trialog.port;

/** The event log could not be written or read. Fatal: the process stops, and the next one reads what is there. */
public final class EventLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was expected and what happened. */
    public EventLogException(String message) {
        super(message);
    }

    /** Says what was expected and what happened. */
    public EventLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
