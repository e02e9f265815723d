package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import java.util.List;

/** Reads log positions that clients name. */
final class PositionParameter {

    private static final int MAX_DIGITS = 18;

    private PositionParameter() {}

    /** @throws RequestRefused when it is none */
    static long parse(String name, String given) {
        boolean digits = !given.isEmpty()
                && given.length() <= MAX_DIGITS
                && given.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            ErrorDetail problem = ErrorDetail.of(
                    name, Shown.quoted(given) + " (expected: a position of the log, a whole number >= 0)");
            throw new RequestRefused(new ApiError(ErrorCode.REQUEST_MALFORMED, problem.toString(), List.of(problem)));
        }
        return Long.parseLong(given);
    }
}
