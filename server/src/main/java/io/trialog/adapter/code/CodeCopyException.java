package io.trialog.adapter.code;

/** Trial code could not be copied; says why, for people. */
public final class CodeCopyException extends Exception {

    private static final long serialVersionUID = 1L;

    CodeCopyException(String message, Throwable cause) {
        super(message, cause);
    }
}
