package io.trialog.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The file in a data directory that says which server owns it: for people, for the CLI, and for trials that look for a
 * server which came back at another address.
 *
 * @param path the file
 */
record ServerFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A server.
     *
     * @param pid its process
     * @param url where it answers
     * @param startedAt since when
     */
    record Owner(long pid, String url, Instant startedAt) {

        /** Whether its process still runs. */
        boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    /** What the file says, when it is there and whole. */
    Optional<Owner> read() {
        try {
            JsonNode node = JSON.readTree(path.toFile());
            return Optional.of(new Owner(
                    node.path("pid").asLong(),
                    node.path("url").asText(),
                    Instant.parse(node.path("startedAt").asText())));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file in one step: readers see the old one or the new one. */
    void write(Owner owner) {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.writeString(next, text(owner));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Owner owner) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("pid", owner.pid())
                .put("url", owner.url())
                .put("startedAt", owner.startedAt().toString()));
    }
}
