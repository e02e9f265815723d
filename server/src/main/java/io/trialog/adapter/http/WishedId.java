package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/** Reads the id that a client wishes for its new experiment. */
final class WishedId {

    private static final String NAME = "id";

    private WishedId() {}

    /** @throws RequestRefused when it is given and no id */
    static Optional<ExperimentId> read(MultiMap query) {
        String given = query.get(NAME);
        if (given == null) {
            return Optional.empty();
        }
        if (!ExperimentId.isValid(given)) {
            ErrorDetail problem =
                    ErrorDetail.of(NAME, Shown.quoted(given) + " (expected: 1 to 32 letters, digits, _ and -)");
            throw new RequestRefused(new ApiError(ErrorCode.REQUEST_MALFORMED, problem.toString(), List.of(problem)));
        }
        return Optional.of(new ExperimentId(given));
    }
}
