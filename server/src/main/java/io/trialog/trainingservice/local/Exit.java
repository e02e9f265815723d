package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a command ended, as its supervisor saw it.
 *
 * @param code the exit code, 128 + n when signal n ended it
 * @param endedAt when
 * @param uptime when, as {@link Uptime} tells it; -1 where that is not known
 */
record Exit(int code, Instant endedAt, long uptime) {

    /** Reads the record of an end; empty when there is none that is complete. */
    static Optional<Exit> read(Path file) throws IOException {
        return RecordLine.read(file).flatMap(Exit::parse);
    }

    private static Optional<Exit> parse(RecordLine line) {
        OptionalLong code = line.number("code");
        OptionalLong ended = line.number("ended");
        return code.isPresent() && ended.isPresent()
                ? Optional.of(new Exit(
                        (int) code.getAsLong(),
                        Instant.ofEpochMilli(ended.getAsLong()),
                        line.number("uptime").orElse(-1)))
                : Optional.empty();
    }
}
