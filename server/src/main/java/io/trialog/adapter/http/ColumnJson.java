package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.projection.EarlierAttempt;
import io.trialog.projection.TrialMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.projection.columns.ParameterColumn;
import io.trialog.projection.columns.ParameterColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an experiment's trials as the API has them.
 *
 * @param asOf the position of the log that they know
 * @param config the experiment
 * @param all all trials
 * @param rows those that get into the columns, by number
 * @param metrics the names of numbers that get columns, too
 */
record ColumnJson(long asOf, ExperimentConfig config, List<TrialRow> all, List<TrialRow> rows, List<String> metrics) {

    /** In the order of the API's description. */
    private static final List<TrialState> STATES = List.of(TrialState.values());

    /** Writes one trial's part of a column. */
    @FunctionalInterface
    private interface Cell {
        void write(JsonGenerator out, TrialRow row) throws IOException;
    }

    /** The object, a column or a few at a time. */
    List<JsonText.Content> parts() {
        TrialMetrics known = new TrialMetrics(config.objectives());
        List<JsonText.Content> parts = new ArrayList<>();
        parts.add(out -> begin(out, known.names(all)));
        column(parts, "numbers", (out, row) -> out.writeNumber(row.number()));
        column(parts, "states", (out, row) -> out.writeNumber(STATES.indexOf(row.state())));
        column(parts, "values", (out, row) -> number(out, row.value()));
        column(parts, "attempts", (out, row) -> out.writeNumber(row.attempt()));
        column(parts, "createdAt", (out, row) -> time(out, row.createdAt()));
        column(parts, "startedAt", (out, row) -> time(out, row.startedAt()));
        column(parts, "endedAt", (out, row) -> time(out, row.endedAt()));
        parts.add(this::earlierAttempts);
        parts.add(out -> out.writeArrayFieldStart("parameters"));
        for (ParameterColumn parameter : ParameterColumns.of(config.searchSpace(), rows)) {
            parts.add(out -> parameter(out, parameter));
        }
        parts.add(out -> {
            out.writeEndArray();
            out.writeArrayFieldStart("metrics");
        });
        for (String metric : metrics) {
            parts.add(out -> out.writeStartObject());
            parts.add(out -> out.writeStringField("name", metric));
            column(parts, "values", (out, row) -> number(out, known.of(row, metric)));
            parts.add(JsonGenerator::writeEndObject);
        }
        parts.add(out -> {
            out.writeEndArray();
            out.writeEndObject();
        });
        return parts;
    }

    private void begin(JsonGenerator out, List<String> metricNames) throws IOException {
        out.writeStartObject();
        out.writeNumberField("asOf", asOf);
        out.writeNumberField("total", all.size());
        out.writeArrayFieldStart("metricNames");
        for (String name : metricNames) {
            out.writeString(name);
        }
        out.writeEndArray();
    }

    private void column(List<JsonText.Content> parts, String name, Cell cell) {
        parts.add(out -> {
            out.writeArrayFieldStart(name);
            for (TrialRow row : rows) {
                cell.write(out, row);
            }
            out.writeEndArray();
        });
    }

    private void earlierAttempts(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("earlierAttempts");
        for (TrialRow row : rows) {
            for (EarlierAttempt attempt : row.earlierAttempts()) {
                out.writeStartObject();
                out.writeNumberField("trial", row.number());
                out.writeNumberField("attempt", attempt.attempt());
                out.writeFieldName("startedAt");
                time(out, attempt.startedAt());
                out.writeFieldName("endedAt");
                time(out, attempt.endedAt());
                out.writeNumberField("state", STATES.indexOf(attempt.state()));
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private static void number(JsonGenerator out, @Nullable Double value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            JsonText.number(out, value);
        }
    }

    /** In milliseconds since 1970. */
    private static void time(JsonGenerator out, @Nullable Instant time) throws IOException {
        if (time == null) {
            out.writeNull();
        } else {
            out.writeNumber(time.toEpochMilli());
        }
    }

    private static void parameter(JsonGenerator out, ParameterColumn column) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", column.name());
        if (column.isNumeric()) {
            out.writeArrayFieldStart("values");
            for (Object value : column.values()) {
                JsonText.plain(out, value);
            }
            out.writeEndArray();
        } else {
            words(out, column);
        }
        out.writeEndObject();
    }

    /** Each word once, and which of them each trial has. */
    private static void words(JsonGenerator out, ParameterColumn column) throws IOException {
        Map<String, Integer> words = new LinkedHashMap<>();
        Map<Object, Integer> known = new HashMap<>();
        int[] indexes = new int[column.values().size()];
        for (int i = 0; i < indexes.length; i++) {
            Object value = column.values().get(i);
            indexes[i] = value == null
                    ? -1
                    : known.computeIfAbsent(value, met -> words.computeIfAbsent(text(met), word -> words.size()));
        }
        out.writeArrayFieldStart("words");
        for (String word : words.keySet()) {
            out.writeString(word);
        }
        out.writeEndArray();
        out.writeFieldName("indexes");
        out.writeArray(indexes, 0, indexes.length);
    }

    private static String text(Object value) {
        return value instanceof String text
                ? text
                : new String(JsonText.bytes(out -> JsonText.plain(out, value)), StandardCharsets.UTF_8);
    }
}
