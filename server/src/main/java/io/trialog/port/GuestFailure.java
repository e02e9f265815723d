package io.trialog.port;

/** A plugin threw something or took too long. The message names plugin, call and cause, for people. */
public final class GuestFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String stackTrace;

    /** Tells what happened, with the plugin's stack trace as text (empty when there is none). */
    public GuestFailure(String message, String stackTrace) {
        super(message);
        this.stackTrace = stackTrace;
    }

    /** The plugin's stack trace as text. */
    public String stackTraceText() {
        return stackTrace;
    }
}
