package io.trialog.event;

/**
 * Names an experiment.
 *
 * @param value 1 to 32 letters, digits, {@code _} and {@code -}
 */
public record ExperimentId(String value) {

    private static final int MAX_LENGTH = 32;

    public ExperimentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "experiment id: \"" + value + "\" (expected: 1 to 32 letters, digits, _ and -)");
        }
    }

    /** Whether a text is an experiment id. */
    public static boolean isValid(String text) {
        // by hand, as every event that is read has one
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }
}
