package io.trialog.sdk;

/** Trial code asked for a parameter that is not there, or is of another type. The text says what was expected and what there is. */
public final class ParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    ParameterException(String message) {
        super(message);
    }
}
