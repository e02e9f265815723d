package io.trialog.sdk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report on its way.
 *
 * @param sequence its number among all reports of the attempt
 * @param json the report as the protocol has it: an element of {@code reports}, and a line of the spool file
 */
record Report(long sequence, Kind kind, String json) {

    enum Kind {
        INTERMEDIATE,
        FINAL;

        /** The kind's name in the protocol. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Report of(long sequence, Kind kind, String valueJson, Instant at) {
        String json = "{\"sequence\": " + sequence + ", \"kind\": \"" + kind.text() + "\", \"value\": " + valueJson
                + ", \"at\": \"" + at.truncatedTo(ChronoUnit.MILLIS) + "\"}";
        return new Report(sequence, kind, json);
    }

    /** The reports as a JSON array, in ASCII. */
    static String listed(List<Report> reports) {
        return reports.stream().map(Report::json).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A report read back from the spool file; {@code null} for a line that a full disk cut short. */
    static @Nullable Report ofSpooled(String line) {
        try {
            if (Json.parse(line) instanceof Map<?, ?> fields && fields.get("sequence") instanceof Long sequence) {
                return new Report(sequence, "final".equals(fields.get("kind")) ? Kind.FINAL : Kind.INTERMEDIATE, line);
            }
        } catch (JsonException cutShort) {
            return null;
        }
        return null;
    }
}
