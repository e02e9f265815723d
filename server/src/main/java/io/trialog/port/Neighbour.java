package io.trialog.port;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An experiment of another data directory.
 *
 * @param experiment it, as plain data in the shape of the REST API
 * @param dataDirectory where it is recorded
 * @param server where the live server of that directory listens; null when there is none
 */
public record Neighbour(
        Map<String, @Nullable Object> experiment,
        Path dataDirectory,
        @Nullable URI server) {

    public Neighbour {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
    }
}
