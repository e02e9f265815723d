package io.trialog.spi.space;

import java.util.Objects;

/**
 * A named parameter.
 *
 * @param name its name, not empty, not beginning with {@code _}
 * @param distribution its values
 */
public record Parameter(String name, Distribution distribution) {

    public Parameter {
        Objects.requireNonNull(distribution, "distribution");
        if (name.isEmpty() || name.startsWith("_")) {
            throw new IllegalArgumentException(
                    "name: \"" + name + "\" (expected: not empty, not beginning with an underscore)");
        }
    }
}
