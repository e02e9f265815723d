package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file with the trial's configuration. */
final class ParametersFile {

    private ParametersFile() {}

    /** @throws IllegalStateException if there is no JSON object to be read */
    static Parameters read(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException(
                    "TRIALOG_PARAMETERS_FILE is not set (expected: set by the training service)");
        }
        try {
            if (Json.parse(Files.readString(file)) instanceof Map<?, ?> values) {
                return Parameters.of(values);
            }
        } catch (IOException | JsonException unreadable) {
            throw new IllegalStateException(
                    "cannot read the trial's parameters from " + file + ": " + unreadable, unreadable);
        }
        throw new IllegalStateException(file + " does not hold the trial's parameters (expected: a JSON object)");
    }
}
