package io.trialog.spi.problem;

import java.util.Objects;

/**
 * One thing that is wrong with an input.
 *
 * @param path where, in the reader's terms: {@code searchSpace.lr._value[0]}; empty for the input as a whole
 * @param message what came, what was expected and, where possible, what to do: {@code -1 (expected: > 0)}
 */
public record Problem(String path, String message) {

    public Problem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    /** The same problem seen from one level up: {@code lr} becomes {@code searchSpace.lr}. */
    public Problem under(String parent) {
        if (parent.isEmpty()) {
            return this;
        }
        if (path.isEmpty()) {
            return new Problem(parent, message);
        }
        return new Problem(path.startsWith("[") ? parent + path : parent + "." + path, message);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
