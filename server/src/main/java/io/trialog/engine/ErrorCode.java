package io.trialog.engine;

/** What can be wrong with a command or request. Names and numbers never change; clients depend on them. */
public enum ErrorCode {
    /** A configuration has problems; all of them are in the details. */
    CONFIG_INVALID(1001, Kind.USER),
    /** A request is not of the right shape. */
    REQUEST_MALFORMED(1002, Kind.USER),
    /** A report request is not of the right shape. */
    REPORT_MALFORMED(1003, Kind.USER),
    /** A request body is larger than allowed. */
    BODY_TOO_LARGE(1004, Kind.TOO_LARGE),
    /** A request body has a content type that is not understood here. */
    CONTENT_TYPE_UNSUPPORTED(1005, Kind.UNSUPPORTED),
    /** No token, or one that is not good for this. */
    TOKEN_INVALID(1006, Kind.UNAUTHORIZED),
    /** A request from a web page of another origin, or for another host. */
    ORIGIN_FORBIDDEN(1007, Kind.FORBIDDEN),
    /** There is no such experiment. */
    EXPERIMENT_UNKNOWN(2001, Kind.NOT_FOUND),
    /** There is no such trial. */
    TRIAL_UNKNOWN(2002, Kind.NOT_FOUND),
    /** There is no such attempt. */
    ATTEMPT_UNKNOWN(2003, Kind.NOT_FOUND),
    /** There is no such address. */
    ADDRESS_UNKNOWN(2004, Kind.NOT_FOUND),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(2005, Kind.METHOD),
    /** There is no output of such an attempt here. */
    OUTPUT_UNKNOWN(2006, Kind.NOT_FOUND),
    /** The experiment exists already. */
    EXPERIMENT_EXISTS(3001, Kind.CONFLICT),
    /** The experiment is not in a state for this. */
    EXPERIMENT_STATE(3002, Kind.CONFLICT),
    /** The trial is not in a state for this. */
    TRIAL_STATE(3003, Kind.CONFLICT),
    /** The server shows recorded experiments only. */
    READ_ONLY(3004, Kind.CONFLICT),
    /** The server has too much to do; the same request may succeed later. */
    BUSY(4001, Kind.BUSY),
    /** The server is starting or stopping. */
    UNAVAILABLE(4002, Kind.UNAVAILABLE),
    /** Metric series are being built from the log, or cannot be kept at the moment. */
    SERIES_UNAVAILABLE(4003, Kind.UNAVAILABLE),
    /** A defect of the server. */
    INTERNAL(5001, Kind.INTERNAL);

    /** Whose fault it is, and so which HTTP status it has. */
    public enum Kind {
        USER(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD(405),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        BUSY(429),
        UNAVAILABLE(503),
        INTERNAL(500);

        private final int httpStatus;

        Kind(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /** The status of HTTP answers. */
        public int httpStatus() {
            return httpStatus;
        }
    }

    private final int number;
    private final Kind kind;

    ErrorCode(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** The stable number. */
    public int number() {
        return number;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
