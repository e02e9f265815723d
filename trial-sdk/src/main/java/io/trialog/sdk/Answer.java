package io.trialog.sdk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to a request.
 *
 * @param status the HTTP status
 * @param retryAfter when the server wants the request again, {@code null} when it did not say
 * @param body as received
 */
record Answer(int status, @Nullable Duration retryAfter, String body) {

    /** That a sign of life came over a way that has no answers. */
    static final Answer HEARD = new Answer(200, null, "{}");

    /** That reports came over a way that acknowledges all or none. */
    static Answer accepted(List<Report> reports) {
        return new Answer(
                200,
                null,
                reports.stream()
                        .map(report -> "{\"sequence\": " + report.sequence() + ", \"status\": \"accepted\"}")
                        .collect(Collectors.joining(", ", "{\"results\": [", "]}")));
    }

    /** The status, and the error's text as far as the server gave one. */
    String message() {
        return parsed() instanceof Map<?, ?> fields && fields.get("message") instanceof String text
                ? "HTTP " + status + ": " + text
                : "HTTP " + status;
    }

    /** Whether the server knows neither attempt nor token. */
    boolean isUnknownAttempt() {
        return status == 401 || status == 404;
    }

    /** Whether a Trialog server says that the request is wrong, rather than some other program on its port that it knows no such thing. */
    boolean isRefusal() {
        return status >= 400
                && status < 500
                && parsed() instanceof Map<?, ?> fields
                && fields.get("code") instanceof String;
    }

    /** The lease that the answer to a heartbeat grants; {@code null} when this is no such answer. */
    @Nullable
    Lease lease() {
        return status == 200
                        && parsed() instanceof Map<?, ?> fields
                        && fields.get("leaseSeconds") instanceof Number seconds
                ? Lease.ofSeconds(seconds.doubleValue())
                : null;
    }

    /** What became of each report, by sequence; empty when the body is not that of a Trialog server. */
    Map<Long, Result> results() {
        Map<Long, Result> results = new LinkedHashMap<>();
        if (parsed() instanceof Map<?, ?> fields && fields.get("results") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> result && result.get("sequence") instanceof Long sequence) {
                    results.put(sequence, Result.of(result));
                }
            }
        }
        return results;
    }

    private @Nullable Object parsed() {
        try {
            return Json.parse(body);
        } catch (JsonException notJson) {
            return null;
        }
    }

    /**
     * What became of one report.
     *
     * @param message why it was refused, empty otherwise
     */
    record Result(Outcome outcome, String message) {

        private static Result of(Map<?, ?> fields) {
            String message = fields.get("message") instanceof String text ? text : "";
            for (Outcome outcome : Outcome.values()) {
                if (outcome.name().equalsIgnoreCase(String.valueOf(fields.get("status")))) {
                    return new Result(outcome, message);
                }
            }
            return new Result(Outcome.UNKNOWN, message);
        }
    }

    /** The protocol's words; {@link #UNKNOWN} for any other, which is no answer. */
    enum Outcome {
        ACCEPTED,
        DUPLICATE,
        REFUSED,
        UNKNOWN
    }
}
