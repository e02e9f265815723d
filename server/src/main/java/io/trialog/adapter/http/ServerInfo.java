package io.trialog.adapter.http;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * What a server says about itself.
 *
 * @param version its version
 * @param dataDirectory where its log lies
 * @param pid its process
 * @param startedAt since when it runs
 */
public record ServerInfo(String version, Path dataDirectory, long pid, Instant startedAt) {

    public ServerInfo {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(startedAt, "startedAt");
    }
}
