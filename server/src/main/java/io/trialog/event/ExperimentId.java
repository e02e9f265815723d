package io.trialog.event;

import java.util.regex.Pattern;

/**
 * Names an experiment.
 *
 * @param value 1 to 32 letters, digits, {@code _} and {@code -}
 */
public record ExperimentId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    public ExperimentId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "experiment id: \"" + value + "\" (expected: 1 to 32 letters, digits, _ and -)");
        }
    }

    /** Whether a text is an experiment id. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
