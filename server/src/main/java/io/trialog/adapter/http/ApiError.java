package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.engine.Rejection;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** An error as clients see it; all of them have this shape. */
record ApiError(ErrorCode code, String message, List<ErrorDetail> details) {

    private static final int MAX_DETAILS = 50;

    ApiError {
        details = List.copyOf(details);
    }

    static ApiError of(ErrorCode code, String message) {
        return new ApiError(code, message, List.of());
    }

    static ApiError of(Rejection rejection) {
        return new ApiError(
                rejection.code(),
                rejection.message(),
                rejection.details().stream().map(ErrorDetail::of).toList());
    }

    int httpStatus() {
        return code.kind().httpStatus();
    }

    Buffer toJson() {
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeStringField("code", code.name());
            out.writeStringField("message", message);
            out.writeArrayFieldStart("details");
            for (ErrorDetail detail : details.subList(0, Math.min(details.size(), MAX_DETAILS))) {
                out.writeStartObject();
                if (!detail.path().isEmpty()) {
                    out.writeStringField("path", detail.path());
                }
                if (detail.line() > 0) {
                    out.writeNumberField("line", detail.line());
                }
                out.writeStringField("message", detail.message());
                out.writeEndObject();
            }
            if (details.size() > MAX_DETAILS) {
                out.writeStartObject();
                out.writeStringField("message", "and " + (details.size() - MAX_DETAILS) + " more");
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
