package io.trialog.sdk;

/** No answer came; what was sent may or may not have arrived. */
final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1;

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
