package io.trialog.sdk;

/** No answer came; what was sent may or may not have arrived. */
final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean stale;

    DeliveryException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /**
     * @param stale whether a kept-alive connection may have broken, which the server may have closed while it was idle: a new one will
     *     tell
     */
    DeliveryException(String message, Throwable cause, boolean stale) {
        super(message, cause);
        this.stale = stale;
    }

    boolean isStale() {
        return stale;
    }
}
