package io.trialog.adapter.http;

import io.trialog.adapter.input.MalformedJson;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.util.Objects;

/**
 * One thing that is wrong with a request.
 *
 * @param path where in the request: {@code reports[0].kind}; empty for the request as a whole
 * @param line the line of the body, from 1; 0 when none is known
 * @param message what came, what was expected and, where possible, what to do
 */
public record ErrorDetail(String path, int line, String message) {

    public ErrorDetail {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        if (line < 0) {
            throw new IllegalArgumentException("line: " + line + " (expected: >= 0)");
        }
    }

    static ErrorDetail of(String path, String message) {
        return new ErrorDetail(path, 0, message);
    }

    /** What makes a body no JSON. */
    static ErrorDetail of(IOException failure) {
        return new ErrorDetail("", MalformedJson.line(failure), MalformedJson.describe(failure));
    }

    static ErrorDetail of(Problem problem) {
        return of(problem.path(), problem.message());
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
