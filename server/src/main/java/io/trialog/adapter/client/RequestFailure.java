package io.trialog.adapter.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request brought no answer that can be used. */
public final class RequestFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What kind of reason. */
    public enum Kind {
        /** The server refused it. */
        REFUSED,
        /** The server wants a token, or another one. */
        TOKEN,
        /** Nobody answers. */
        UNREACHABLE,
        /** The thread was interrupted, and still is. */
        INTERRUPTED
    }

    private final Kind kind;
    private final int status;
    private final transient List<String> details;

    RequestFailure(Kind kind, int status, String message, List<String> details, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.details = List.copyOf(details);
    }

    /** What kind of reason. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Every single problem, {@code path: message}; empty when the message says all. */
    public List<String> details() {
        return details;
    }
}
