package io.trialog.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server tells others about itself.
 *
 * @param pid its process
 * @param url where it listens, {@code http://127.0.0.1:8080} for example
 * @param startedAt since when
 * @param version its version
 */
public record ServerInfo(long pid, String url, Instant startedAt, String version) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** {@code {"pid","url","startedAt","version"}} with an end of line. */
    String toJson() {
        return MAPPER.createObjectNode()
                        .put("pid", pid)
                        .put("url", url)
                        .put("startedAt", startedAt.toString())
                        .put("version", version)
                        .toPrettyString()
                + System.lineSeparator();
    }

    /** Empty for anything that is not what {@link #toJson} gives. */
    static Optional<ServerInfo> parse(String json) {
        try {
            JsonNode info = MAPPER.readTree(json);
            if (!info.path("pid").isIntegralNumber()
                    || !info.path("url").isTextual()
                    || !info.path("version").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new ServerInfo(
                    info.get("pid").longValue(),
                    info.get("url").textValue(),
                    Instant.parse(info.path("startedAt").asText()),
                    info.get("version").textValue()));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
