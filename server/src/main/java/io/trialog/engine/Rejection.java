package io.trialog.engine;

import io.trialog.spi.problem.Problem;
import java.util.List;

/**
 * Why a command was refused. A value, not an exception: being refused is normal.
 *
 * @param code what kind of reason
 * @param message for people: what was expected, what came, what to do
 * @param details single problems, perhaps none
 */
public record Rejection(ErrorCode code, String message, List<Problem> details) {

    public Rejection {
        details = List.copyOf(details);
    }

    /** A reason without details. */
    public static Rejection of(ErrorCode code, String message) {
        return new Rejection(code, message, List.of());
    }
}
