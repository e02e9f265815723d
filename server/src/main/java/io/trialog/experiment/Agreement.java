package io.trialog.experiment;

import org.jspecify.annotations.Nullable;

/** One setting that may stand in several places, which must not contradict each other. The first place counts. */
final class Agreement<T> {

    private final ConfigProblems problems;
    private @Nullable T agreed;
    private String agreedPath = "";
    private String agreedText = "";

    Agreement(ConfigProblems problems) {
        this.problems = problems;
    }

    /**
     * Takes what one place says.
     *
     * @param value null when it says nothing
     * @param text the value for people
     */
    void add(String path, @Nullable T value, String text) {
        if (value == null) {
            return;
        }
        if (agreed == null) {
            agreed = value;
            agreedPath = path;
            agreedText = text;
        } else if (!value.equals(agreed)) {
            problems.add(
                    path,
                    text + " contradicts " + agreedPath + ": " + agreedText
                            + " (expected: the same in both places, or one place only)");
        }
    }

    @Nullable
    T value() {
        return agreed;
    }

    T orElse(T fallback) {
        return agreed == null ? fallback : agreed;
    }
}
