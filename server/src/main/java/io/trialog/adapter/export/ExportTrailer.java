package io.trialog.adapter.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The last line of an export: only a whole one has it.
 *
 * @param events how many events there are before it
 * @param first the position of the first; 0 when there is none
 * @param last the position of the last; 0 when there is none
 * @param sha256 the SHA-256 of all bytes before it, in hexadecimal digits
 * @param version the version of the server that wrote it
 */
public record ExportTrailer(long events, long first, long last, String sha256, String version) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEGIN = "{\"trailer\":";

    /** Whether a line is one. */
    static boolean isAt(String json) {
        return json.startsWith(BEGIN);
    }

    String json() {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("events", events);
        fields.put("first", first);
        fields.put("last", last);
        fields.put("sha256", sha256);
        fields.put("version", version);
        return BEGIN + fields + "}";
    }

    /** @throws IllegalArgumentException when it is none */
    static ExportTrailer parse(String json) {
        try {
            JsonNode fields = JSON.readTree(json).path("trailer");
            return new ExportTrailer(
                    fields.path("events").asLong(-1),
                    fields.path("first").asLong(-1),
                    fields.path("last").asLong(-1),
                    fields.path("sha256").asText(),
                    fields.path("version").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a trailer: " + e.getOriginalMessage(), e);
        }
    }
}
