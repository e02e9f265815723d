package io.trialog.trainingservice.local;

/** An attempt could not be started; the message tells people why. */
final class LaunchFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    LaunchFailedException(String why) {
        super(why);
        this.why = why;
    }

    LaunchFailedException(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    /** The message, which is never null here. */
    String why() {
        return why;
    }
}
