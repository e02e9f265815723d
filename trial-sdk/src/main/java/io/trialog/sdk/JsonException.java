package io.trialog.sdk;

/** A text is not JSON. */
final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JsonException(String message) {
        super(message);
    }
}
