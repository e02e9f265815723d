package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;

/** Carries an error out of the handlers of a request to where errors are answered. Costs no stack trace: it is no defect. */
final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    RequestRefused(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    RequestRefused(ErrorCode code, String message) {
        this(ApiError.of(code, message));
    }

    ApiError error() {
        return error;
    }
}
